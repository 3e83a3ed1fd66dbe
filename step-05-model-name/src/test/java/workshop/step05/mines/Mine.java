package workshop.step05.mines;

/** Code that initialises this class steps on it. Only messages contain its name. */
public final class Mine {

    static {
        Canary.sing();
    }

    private Mine() {}
}
