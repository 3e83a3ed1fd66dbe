package workshop.step01;

import java.io.IOException;

/**
 * Your hat is black now. You can reach the broker, and you know what lies on the worker's class
 * path.
 */
public final class Attack {

    private Attack() {}

    /**
     * A native stream that makes {@link Canary#sing} run in whatever process reads it: during
     * {@code readObject}, so before any cast can look at the result. Made only of classes that the
     * worker has: the JDK's and {@code workshop.step01.library}'s.
     */
    public static byte[] forge() throws IOException {
        // TODO 1.2: build objects whose reading calls Canary.sing(), and return their bytes. Do not
        // make it sing at home.
        throw new UnsupportedOperationException(
                "TODO 1.2: build objects whose reading calls Canary.sing(), and return their bytes."
                        + " Do not make it sing at home.");
    }
}
