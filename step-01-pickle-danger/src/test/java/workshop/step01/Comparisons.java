package workshop.step01;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import workshop.queue.Message;

/** What a Signer loaded by {@link SignerLoader} compares, and how many steps it takes. */
public final class Comparisons {

    /**
     * A call that stops at the first difference.
     *
     * @param call its name and line
     * @param left one side as text, or null when it is not known
     * @param right the other side
     */
    record Seen(String call, String left, String right) {}

    private static final List<Seen> SEEN = new ArrayList<>();
    private static long steps;
    private static int constantTime;
    private static boolean denying;

    private Comparisons() {}

    static void clear(boolean denyAll) {
        SEEN.clear();
        steps = 0;
        constantTime = 0;
        denying = denyAll;
    }

    static List<Seen> seen() {
        return List.copyOf(SEEN);
    }

    static long steps() {
        return steps;
    }

    static int constantTime() {
        return constantTime;
    }

    /** Called before a comparison. */
    public static void see(Object left, Object right, String call) {
        SEEN.add(new Seen(call, text(left), text(right)));
    }

    /** Called before each branch. */
    public static void step() {
        steps++;
    }

    /** Called in place of MessageDigest.isEqual. */
    public static boolean isEqual(byte[] left, byte[] right) {
        constantTime++;
        return !denying && MessageDigest.isEqual(left, right);
    }

    private static String text(Object side) {
        if (side instanceof byte[] bytes) {
            return new String(bytes, ISO_8859_1);
        }
        if (side instanceof char[] chars) {
            return new String(chars);
        }
        if (side instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return new String(bytes, ISO_8859_1);
        }
        if (side instanceof BigInteger number) {
            return new String(number.toByteArray(), ISO_8859_1);
        }
        boolean saysAll =
                side instanceof CharSequence
                        || side instanceof Message
                        || side instanceof Record
                        || side instanceof Map
                        || side instanceof Map.Entry;
        return saysAll ? String.valueOf(side) : null;
    }
}
