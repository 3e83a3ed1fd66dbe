package workshop.step06;

/** Sings as soon as code initialises it; nothing in this step has a reason to. */
final class Songbird {

    static {
        Canary.sing();
    }

    private Songbird() {}
}
