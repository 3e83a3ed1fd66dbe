package workshop.step01;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A second look, when an honest draft is refused: which part of it? */
final class RefusedDraft {

    private static final String THREE_CLASSES =
            """
            A draft needs three classes: Draft, ArrayList, and the list's Object[], for which \
            a pattern is asked about java.lang.Object and a lambda about Object[].class. In a \
            pattern, are their whole names there (a star counts only at the end), and before \
            the !* (the first that fits decides)?\
            """;

    private static final String NO_CLASS =
            """
            A filter is also asked about references to something already read, and there \
            serialClass() is null: %s\
            """;

    private RefusedDraft() {}

    /** A second look: at parts of a draft. */
    static String why(Reading end) {
        if (end.thrown() instanceof IllegalArgumentException) {
            return "createFilter could not read your pattern. Between two of its parts there is a"
                    + " semicolon and nothing else: no comma and no blank; limits are in small"
                    + " letters. "
                    + THREE_CLASSES;
        }
        if (end.toString().contains("NullPointerException")) {
            return NO_CLASS.formatted("your filter itself threw the NullPointerException.");
        }
        if (Stream.of("Draft,", "ArrayList,", "Object,").anyMatch(RefusedDraft::mentions)) {
            return "In a pattern, a comma is a part of a name: between two names there is a"
                    + " semicolon.";
        }
        if (mentions("/workshop.step01.")) {
            return "In a pattern, a name before a / is that of a module, and Draft is in none: it"
                    + " is on the class path.";
        }
        if (!read(listOf("sky", "blue")).isRefusal() && read(listOf("sky", "sky")).isRefusal()) {
            return NO_CLASS.formatted("a list that holds one text twice is refused, too.");
        }
        if (!read(Native.bytes(new Draft("Ada", "sky", List.of()))).isRefusal()) {
            return "A draft without tags is read, so it is the list's Object[] that is refused. "
                    + THREE_CLASSES;
        }
        if (!read(listOf("sky")).isRefusal()) {
            return "A list of texts is read, so it is Draft that is refused. " + THREE_CLASSES;
        }
        return THREE_CLASSES;
    }

    private static boolean mentions(String text) {
        return OwnStreamOnly.mentions(SafeSerializer.class, text);
    }

    private static byte[] listOf(String... texts) {
        return Native.bytes(new ArrayList<>(List.of(texts)));
    }

    private static Reading read(byte[] bytes) {
        return Reading.of(SafeSerializer.class, bytes);
    }
}
