package workshop.step05.mines;

/** Another one, for whoever loads it without initialising it. */
public final class SecondMine {

    static {
        Canary.sing();
    }

    private SecondMine() {}
}
