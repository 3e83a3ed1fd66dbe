package workshop.step01;

import java.util.Arrays;
import java.util.List;

/** Where a canary was when it sang last. */
public final class Songs {

    private static volatile List<StackTraceElement> last = List.of();

    private Songs() {}

    /** Called by a canary of {@link WorkersClasses} before it sings. */
    public static void sung() {
        last = List.copyOf(Arrays.asList(new Throwable().getStackTrace()));
    }

    /** Whether one has sung since {@link #clear}, whatever its counter says. */
    static boolean heard() {
        return !last.isEmpty();
    }

    static void clear() {
        last = List.of();
    }

    /** The line of that class, and what it calls there, as the beginning of a sentence. */
    static String cause(Class<?> type) {
        var frames = last;
        for (int i = 1; i < frames.size(); i++) {
            var frame = frames.get(i);
            if (frame.getClassName().split("\\$")[0].equals(type.getName())) {
                var called = frames.get(i - 1);
                String owner = called.getClassName().replaceFirst(".*\\.", "");
                return "Line %d of %s calls %s.%s"
                        .formatted(
                                frame.getLineNumber(),
                                type.getSimpleName(),
                                owner.replace('$', '.'),
                                called.getMethodName().replace("<init>", "new"));
            }
        }
        return "";
    }
}
