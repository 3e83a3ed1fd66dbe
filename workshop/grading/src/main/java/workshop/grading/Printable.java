package workshop.grading;

/**
 * Text that a terminal, a page and a JSON file can take, whatever a learner's code has put into it:
 * control characters are shown and not sent, half of a surrogate pair is shown as its number, and
 * what is too long is cut.
 */
public final class Printable {

    /** As much of a message as anyone reads: seventy-five full lines. */
    private static final int LONGEST = 6_000;

    private static final String CUT = "… (The rest is too long to show.)";

    private Printable() {}

    /** The text, made so. */
    public static String of(String text) {
        var all = new StringBuilder();
        text = cut(text);
        var end = text.length();
        for (var i = 0; i < end; i++) {
            var sign = text.charAt(i);
            if (Character.isHighSurrogate(sign)
                    && i + 1 < end
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                all.append(sign).append(text.charAt(++i));
            } else if (isShownAsNumber(sign)) {
                all.append("\\u%04X".formatted((int) sign));
            } else if (sign != '\r') {
                all.append(sign);
            }
        }
        return all.toString();
    }

    /** The text, or its beginning, which says that it is one. */
    static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - CUT.length()) + CUT;
    }

    private static boolean isShownAsNumber(char sign) {
        return Character.isSurrogate(sign)
                || Character.isISOControl(sign) && sign != '\n' && sign != '\t' && sign != '\r';
    }
}
