package workshop.step05.mines;

/** Whoever initialises this class steps on it. Its name stands in messages only. */
public final class Mine {

    static {
        Canary.sing();
    }

    private Mine() {}
}
