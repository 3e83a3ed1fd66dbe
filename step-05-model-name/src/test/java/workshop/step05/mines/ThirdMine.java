package workshop.step05.mines;

/** For code that puts the name into a query: Hibernate takes class names in queries. */
public final class ThirdMine {

    static {
        Canary.sing();
    }

    private ThirdMine() {}
}
