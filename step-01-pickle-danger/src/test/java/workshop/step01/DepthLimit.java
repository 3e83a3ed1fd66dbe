package workshop.step01;

import static workshop.step01.Shown.brief;

import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;

/** A second look, when no depth is refused: at the filter of the stream that is read. */
final class DepthLimit {

    private static final int DEEP = 300;
    private static final long WITHIN = 1;
    private static final long ANY = Long.MAX_VALUE;

    private DepthLimit() {}

    private record Asked(
            Class<?> serialClass, long arrayLength, long depth, long references, long streamBytes)
            implements ObjectInputFilter.FilterInfo {}

    static String whyNot() {
        boolean wasRead = Looking.isReadBy(BoundedSerializer.class);
        String deep = " %d lists in each other are read, too".formatted(DEEP);
        if (!wasRead) {
            return deep
                    + ": if your code has a limit on the depth, it is larger, or it is not asked.";
        }
        if (Looking.filter() == null) {
            return deep
                    + ". On the stream that your code reads, there is no filter, and a bomb throws"
                    + " nothing that you could catch: set one before readObject().";
        }
        return deep + ". " + of(Looking.filter());
    }

    private static String of(ObjectInputFilter filter) {
        String yours = "Your filter%s ".formatted(pattern(filter));
        if (refuses(filter, WITHIN, DEEP, WITHIN)) {
            return yours
                    + "refuses that depth, and yet they are read: do you catch the refusal, and"
                    + " read again without the filter?";
        } else if (refuses(filter, WITHIN, ANY, WITHIN)) {
            return yours + "has a limit on the depth, but it is far too large: 4 is enough.";
        } else if (refuses(filter, ANY, ANY, ANY)
                && !refuses(filter, ANY, WITHIN, WITHIN)
                && !refuses(filter, WITHIN, WITHIN, ANY)) {
            return yours + "refuses only what breaks several limits: each must refuse alone.";
        }
        return yours
                + "lets in any depth, whatever else it limits."
                + (yours.contains("depth")
                        ? " In a pattern, the limit is called maxdepth, and it needs a = before its"
                                + " number."
                        : "");
    }

    private static boolean refuses(
            ObjectInputFilter filter, long length, long depth, long references) {
        try {
            var asked = new Asked(null, length, depth, references, references);
            return filter.checkInput(asked) == Status.REJECTED;
        } catch (RuntimeException refusal) {
            return true;
        }
    }

    /** Only the JDK's own filters say what they were made from. */
    private static String pattern(ObjectInputFilter filter) {
        String text = filter.toString();
        boolean says = filter.getClass().getName().startsWith("java.io.") && !text.contains("@");
        return says ? " (\"%s\")".formatted(brief(text)) : "";
    }
}
