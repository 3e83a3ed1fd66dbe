package workshop.step06;

/** Counts the songs of {@link Songbird}, without waking it. */
final class Canary {

    private static int songs;

    private Canary() {}

    static void sing() {
        songs++;
    }

    static int songs() {
        return songs;
    }
}
