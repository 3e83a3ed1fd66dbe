package workshop.step01;

import static workshop.step01.Bomb.Kind.SETS;

import java.io.InvalidClassException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A second look, when limits refuse an honest draft: at what is smaller, or made otherwise. */
final class TooTight {

    private static final int LONGEST_TEXT = 10_000;

    private static final String FOR_ITS_SIZE =
            "It has 10,000 characters and 200 tags; a small one is read. A draft may be long and"
                    + " have many tags: your limits are too tight.";

    static final String ON_WHAT = "Does what you check depend on the time, or on earlier messages?";

    private static boolean oneWasRead;

    private TooTight() {}

    static void hasReadOne() {
        oneWasRead = true;
    }

    static String forSmallOnes(Reading end) {
        if (end.thrown() instanceof IllegalArgumentException) {
            return "createFilter cannot read your pattern. The limits are called maxdepth, maxrefs,"
                    + " maxarray and maxbytes, in small letters, each followed by = and a number;"
                    + " between two of them there is a semicolon: maxdepth=4;maxrefs=1000";
        } else if (end.thrown() instanceof IllegalStateException) {
            return "A stream takes one filter, and only before it has read anything: afterwards a"
                    + " bomb has gone off. Set it before readObject().";
        } else if (end.thrown() instanceof NullPointerException) {
            return line(end.thrown());
        } else if (!(end.thrown() instanceof InvalidClassException)) {
            return "";
        } else if (!isRefused(new ArrayList<>(List.of("a")))) {
            return "A list of texts is read, so it is the class Draft that you refuse. Limits are"
                    + " enough here; a list of classes would have to name it.";
        } else if (!isRefused(new int[0])) {
            return "An empty int[] is read, and a list with a single text is not, so it is not a"
                    + " limit that refuses them, but the classes. !* refuses every class that is"
                    + " not named before it; limits are enough here.";
        }
        return "It refuses a list with a single text, too, and an empty int[]: your limits are too"
                + " tight for anything.";
    }

    private static String line(Throwable thrown) {
        String name = BoundedSerializer.class.getSimpleName();
        String line =
                Stream.of(thrown.getStackTrace())
                        .filter(frame -> frame.getClassName().contains(name))
                        .map(frame -> "It comes from line %d. ".formatted(frame.getLineNumber()))
                        .findFirst()
                        .orElse("");
        return OwnStreamOnly.mentions(BoundedSerializer.class, "getSerialFilter")
                ? line + "Most JVMs have no filter of their own: getSerialFilter() is null then."
                : line;
    }

    /** Is it the text that is too long, or are the tags too many? */
    static String forLongOnes() {
        if (!isRefused(withText("What is a compiler? ".repeat(LONGEST_TEXT / 20)))) {
            return FOR_ITS_SIZE;
        }
        return isRefused(withText("a".repeat(LONGEST_TEXT)))
                ? FOR_ITS_SIZE
                        + """
                         It is the size that you refuse: without a single tag it is refused, too. \
                        Size is no measure of a bomb: 32 levels of 2 sets are %,d bytes.\
                        """
                                .formatted(Native.bytes(Bomb.of(32, 2, SETS)).length)
                : """
                It is not its size: 10,000 times the letter a is read. Do you look for bytes in \
                the message? Those of a text may be any, and stand for nothing but its letters.\
                """;
    }

    /** In the next tests. */
    static String forAnother(Reading end) {
        return oneWasRead
                ? "The test before this one read the same draft. " + ON_WHAT
                : "This test goes on when an honest draft is read.";
    }

    private static Draft withText(String text) {
        return new Draft("Grace", text, List.of());
    }

    private static boolean isRefused(Object object) {
        return Reading.of(BoundedSerializer.class, Native.bytes(object)).isRefusal();
    }
}
