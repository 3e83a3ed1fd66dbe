package workshop.step05.mines;

/** Another one, for code that loads a class without initialising it. */
public final class SecondMine {

    static {
        Canary.sing();
    }

    private SecondMine() {}
}
