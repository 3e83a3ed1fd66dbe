package workshop.step01;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The miner's canary, here to show that somebody else's code ran. It only counts. In an attacker's
 * hands the same call would have been a shell.
 */
public final class Canary {

    private static final AtomicInteger SONGS = new AtomicInteger();

    private Canary() {}

    /** What an attacker wants to happen in your worker. */
    public static int sing() {
        return SONGS.incrementAndGet();
    }

    /** How often it sang in this JVM. */
    public static int songs() {
        return SONGS.get();
    }
}
