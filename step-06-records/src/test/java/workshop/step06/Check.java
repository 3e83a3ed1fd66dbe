package workshop.step06;

import java.util.Map;

/** Assertions whose messages are whole sentences, and nothing else. */
final class Check {

    private Check() {}

    /** Fails with these words unless it is so. */
    static void that(boolean right, String words, Object... arguments) {
        if (!right) {
            throw new AssertionError(words.formatted(arguments));
        }
    }

    /** Fails with these words, and with both values, unless the values are equal. */
    static void same(Object expected, Object seen, String words, Object... arguments) {
        var it = Journey.show(seen);
        var target = Journey.show(expected);
        var alike =
                seen instanceof String && expected instanceof String
                        || it.equals(target)
                        || it.strip().equals(target.strip())
                        || it.isBlank()
                        || target.isBlank()
                        || seen instanceof String && expected instanceof Map;
        that(
                expected.equals(seen),
                "%s\n  It is        %s\n  It should be %s",
                words.formatted(arguments),
                cut(alike ? Journey.exactly(seen) : it),
                cut(alike ? Journey.exactly(expected) : target));
    }

    private static String cut(String text) {
        return text.length() > 2_000 ? text.substring(0, 2_000) + "…" : text;
    }
}
