package workshop.step05.mines;

import java.util.concurrent.atomic.AtomicInteger;

/** Sings when code initialises a class that it should not have touched. */
public final class Canary {

    private static final AtomicInteger SONGS = new AtomicInteger();

    private Canary() {}

    static void sing() {
        SONGS.incrementAndGet();
    }

    public static int songs() {
        return SONGS.get();
    }
}
