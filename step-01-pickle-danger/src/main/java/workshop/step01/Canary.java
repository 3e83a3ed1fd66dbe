package workshop.step01;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A miner's canary: its song shows that an attacker chose what runs here. It only counts; in a real
 * attack, the same call would have opened a shell.
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
