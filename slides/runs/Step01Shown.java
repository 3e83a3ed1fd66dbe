package workshop.step01;

import static workshop.shown.Shown.write;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import workshop.queue.JsonSerializer;
import workshop.step01.library.Memo;
import workshop.step01.library.MethodCall;

/**
 * Writes what the slides of step 01 show. It is copied beside the step's tests and runs with the
 * solutions.
 */
public class Step01Shown {

    private static StackTraceElement[] witnessed = {};

    /** The gadget calls this instead of the canary. */
    public static void witness() {
        witnessed = new Throwable().getStackTrace();
    }

    @Test
    void wire() throws IOException {
        byte[] bytes = Native.bytes(Native.DRAFT);
        var first = IntStream.range(0, 20).mapToObj(i -> "%02x".formatted(bytes[i]));
        write("wire.txt", first.collect(Collectors.joining(" ")) + " …");
    }

    @Test
    void a_draft_in_bytes() throws IOException {
        byte[] bytes = Native.bytes(Native.DRAFT);
        var dump = new StringBuilder();
        for (int row = 0; row < bytes.length; row += 16) {
            byte[] part = Arrays.copyOfRange(bytes, row, Math.min(row + 16, bytes.length));
            var hex = new StringBuilder();
            var text = new StringBuilder();
            for (byte b : part) {
                hex.append("%02x ".formatted(b));
                text.append(b >= 0x20 && b < 0x7f ? (char) b : '.');
            }
            dump.append("%-48s  %s%n".formatted(hex, text));
        }
        write("draft-bytes.txt", dump.toString());
    }

    @Test
    void the_attack() throws Exception {
        byte[] forged = Attack.forge();
        var told = new StringBuilder("the canary has sung %d times\n".formatted(Canary.songs()));
        told.append("the worker reads %d bytes …\n".formatted(forged.length));
        Object payload = new NativeSerializer().loads(forged);
        told.append("the canary has sung %d time\n".formatted(Canary.songs()));
        try {
            ((Draft) payload).body();
            throw new AssertionError("the cast should have failed");
        } catch (ClassCastException e) {
            told.append("… and casts: ")
                    .append(
                            e.getMessage()
                                    .replaceFirst(" \\(.*", "")
                                    .replace(" cannot", "\n  cannot"));
        }
        write("attack.txt", told.toString());
    }

    @Test
    void who_called() throws Exception {
        var memo = new Memo(() -> "harmless while we build");
        var trap = new HashSet<Object>();
        trap.add(memo);
        memo.setRecipe(new MethodCall(Step01Shown.class, "witness"));
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(trap);
        }
        new NativeSerializer().loads(bytes.toByteArray());

        var calls = Stream.of(witnessed).filter(Step01Shown::isWorthShowing);
        var told = calls.map(call -> "at " + call.getClassName() + "." + call.getMethodName());
        write("attack-calls.txt", told.collect(Collectors.joining("\n")));
    }

    private static boolean isWorthShowing(StackTraceElement call) {
        var type = call.getClassName();
        if (type.equals(Step01Shown.class.getName())) {
            return false;
        }
        return type.startsWith("workshop.step01")
                || type.startsWith("java.util.")
                || call.getMethodName().equals("readObject");
    }

    @Test
    void a_bomb() throws IOException {
        var told = new StringBuilder("levels    bytes   hash codes\n");
        for (int levels : new int[] {10, 20, 40, 100}) {
            int bytes = Native.bytes(Bomb.ofLevels(levels)).length;
            told.append("%6d   %,6d   2 ^ %d%n".formatted(levels, bytes, levels));
        }
        write("bomb.txt", told.toString());
    }

    @Test
    void costs() throws IOException {
        var draft = Native.DRAFT;
        var parts = Map.of("author", draft.author(), "body", draft.body(), "tags", draft.tags());
        int nativeBytes = Native.bytes(draft).length;
        int json = new JsonSerializer().dumps(parts).length;
        int bomb = Native.bytes(Bomb.ofLevels(100)).length;
        write(
                "costs.csv",
                """
                on the wire,bytes
                a draft as a native object,"%,d"
                "what it is made of, as JSON","%,d"
                a bomb that hangs a worker,"%,d"
                """
                        .formatted(nativeBytes, json, bomb));
    }
}
