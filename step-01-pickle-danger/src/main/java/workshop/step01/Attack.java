package workshop.step01;

import java.io.IOException;

/**
 * Your hat is black now. You can reach the broker, and you know what is on the worker's class path.
 */
public final class Attack {

    private Attack() {}

    /**
     * A native stream that makes {@link Canary#sing} run in whatever process reads it: during
     * {@code readObject}, before any cast can look at the result. It contains only classes that the
     * worker has: the JDK's, and those of {@code workshop.step01.library}.
     */
    public static byte[] forge() throws IOException {
        // TODO 1.2: return the bytes of objects that make the canary sing when they are read, and
        // not before.
        throw new UnsupportedOperationException(
                "TODO 1.2: return the bytes of objects that make the canary sing when they are"
                        + " read, and not before.");
    }
}
