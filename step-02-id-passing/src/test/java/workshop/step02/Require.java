package workshop.step02;

/** What must hold, and what a learner reads when it does not. */
final class Require {

    private static final int LONGEST_QUOTE = 200;

    private Require() {}

    static void that(boolean holds, String otherwise, Object... values) {
        if (!holds) {
            throw new AssertionError(otherwise.strip().formatted(values));
        }
    }

    /** A text as a message shows it: in quotes, short, and without control characters. */
    static String quote(Object value) {
        if (value == null) {
            return "null";
        }
        var text = value.toString();
        var shown = new StringBuilder("\"");
        text.codePoints()
                .limit(LONGEST_QUOTE)
                .forEach(
                        each ->
                                shown.append(
                                        Character.isISOControl(each)
                                                ? "\\u%04x".formatted(each)
                                                : Character.toString(each)));
        return shown.append(text.length() > LONGEST_QUOTE ? "…\"" : "\"").toString();
    }
}
