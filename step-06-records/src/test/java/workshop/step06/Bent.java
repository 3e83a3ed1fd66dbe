package workshop.step06;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What it means that a value which does not fit became this. */
interface Bent {

    String of(Object value, Object made);

    /** A number that does not fit into its component. */
    static String anotherNumber(Object value, Object made) {
        return """
        The number does not fit into its component, and what came out instead is another one, \
        which no one sent: refuse it.\
        """
                + (made instanceof Number seen ? how((Number) value, seen.longValue()) : "");
    }

    private static String how(Number value, long made) {
        if (value instanceof Long && made == value.intValue()) {
            return " A cast and intValue() cut without a word; Math.toIntExact refuses.";
        }
        if (made == value.intValue() || made == value.longValue()) {
            return " A cast, intValue() and longValue() cut without a word; so does Jackson, unless"
                    + " it is told not to.";
        }
        if (made == Math.round(value.doubleValue())) {
            return " Rounding made it.";
        }
        return made == Integer.MAX_VALUE || made == Integer.MIN_VALUE
                ? " The nearest one that fits is no better than any other."
                : "";
    }

    /** A value whose type is not its component's. */
    static String anotherType(Object value, Object made) {
        return """
        The component has another type. What is bent until it fits is not what anyone sent: \
        refuse it.\
        """;
    }

    /** A text where a list is needed, and the like. */
    static String anotherKind(Object value, Object made) {
        if (made instanceof Tone tone && !value.toString().contains(tone.name())) {
            return replaced(tone);
        }
        var kinds =
                "A text, a list and a map are three things. Refuse one that stands where another is"
                        + " needed";
        return isNothing(made)
                ? kinds + ", instead of dropping it."
                : kinds + ", and do not wrap or unwrap it: no one sent the result.";
    }

    /** A record in another one, without its number or its flag. */
    static String incomplete(Object value, Object made) {
        return "In it, a number or a flag is missing. No one sent one, and what is there instead"
                + " looks like an answer: refuse it.";
    }

    /** A text that is no moment and no decimal. */
    static String unreadable(Object value, Object made) {
        return isNothing(made)
                ? "No one can read that: refuse it, instead of dropping it."
                : "No one can read that, and something was made of it all the same.";
    }

    /** A tone that is not the name of one. */
    static String noTone(Object value, Object made) {
        if (made instanceof Tone tone && !resembles(value.toString(), tone)) {
            return replaced(tone);
        }
        if (made instanceof Tone tone && isNearly(value.toString(), tone.name())) {
            return "There is no tone of that name. Another case, a part of a name, or more than the"
                    + " name is another name: only the name() says which one it is.";
        }
        return isNothing(made)
                ? "There is no tone of that name: refuse it, instead of dropping it."
                : """
                There is no tone of that name. An ordinal changes when a constant is added, and a \
                label when it is reworded: only the name() says which one it is.\
                """;
    }

    /** By its ordinal, its label, or its name. */
    private static boolean resembles(String value, Tone tone) {
        return value.equals(String.valueOf(tone.ordinal()))
                || value.equals(tone.toString())
                || isNearly(value, tone.name());
    }

    /** In any case, a beginning of the name, or more than the name. */
    private static boolean isNearly(String value, String name) {
        var upper = value.toUpperCase(Locale.ROOT);
        return !value.isEmpty() && (name.startsWith(upper) || value.contains(name));
    }

    private static String replaced(Tone tone) {
        return """
        Nothing in the message says %s. What names no constant is refused, never replaced by \
        another one.\
        """
                .formatted(tone.name());
    }

    /** Null, empty, or made of nothing else. */
    static boolean isNothing(Object made) {
        if (made instanceof List<?> || made instanceof Map<?, ?>) {
            Collection<?> parts = made instanceof Map<?, ?> map ? map.values() : (List<?>) made;
            return parts.stream().allMatch(Objects::isNull);
        }
        return made == null || made.equals(Optional.empty());
    }
}
