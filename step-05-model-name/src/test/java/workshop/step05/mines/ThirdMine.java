package workshop.step05.mines;

/** For code that makes a query of the name: Hibernate takes class names in queries. */
public final class ThirdMine {

    static {
        Canary.sing();
    }

    private ThirdMine() {}
}
