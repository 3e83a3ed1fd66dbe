package workshop.step06;

/** Sings as soon as anybody initialises it. Nothing in this step has a reason to. */
final class Songbird {

    static {
        Canary.sing();
    }

    private Songbird() {}
}
