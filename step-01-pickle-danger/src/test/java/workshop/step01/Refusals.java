package workshop.step01;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static workshop.step01.Shown.brief;
import static workshop.step01.Shown.shown;
import static workshop.step01.Shown.written;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a serializer refuses, and what it says then.
 *
 * @param json the serializer
 */
record Refusals(StrictJson json) {

    private static final int MOST_EXAMPLES = 4;

    String letThrough(List<?> accepted) {
        int more = accepted.size() - MOST_EXAMPLES;
        return """
        Your dumps lets through what comes back as something else:
        %s%s
        Refuse it at the call, with an IllegalArgumentException, before the worker finds it, far \
        away and later.\
        """
                .formatted(
                        accepted.stream()
                                .limit(MOST_EXAMPLES)
                                .map(this::example)
                                .collect(joining("\n")),
                        more > 0 ? "\n  and %d more".formatted(more) : "");
    }

    private String example(Object payload) {
        return "  %s is written as %s".formatted(shown(payload), written(json.dumps(payload)));
    }

    static String wrongEnd(String what, Throwable thrown) {
        return """
        For %s, your dumps ended in %s. It should refuse with an IllegalArgumentException: that \
        is what Serializer promises for a payload it does not carry, and what callers catch.\
        """
                .formatted(what, shown(thrown));
    }

    /** Demands a refusal, and returns all that it says, its causes included. */
    String refusal(Object payload) {
        try {
            json.dumps(payload);
        } catch (IllegalArgumentException refusal) {
            return Stream.iterate((Throwable) refusal, Objects::nonNull, Throwable::getCause)
                    .limit(10)
                    .map(Throwable::getMessage)
                    .filter(Objects::nonNull)
                    .collect(joining("; "));
        } catch (Exception | StackOverflowError other) {
            return fail(wrongEnd(shown(payload), other));
        }
        return fail(letThrough(List.of(payload)));
    }

    void says(Object payload, String type, String... way) {
        String refusal = refusal(payload);
        staysTheSame(payload, refusal);

        assertThat(refusal)
                .withFailMessage(
                        """
                        Your dumps refuses %s, and says: "%s". That does not name the class of \
                        what was refused (%s): its reader wants to know what to look for.\
                        """,
                        shown(payload), brief(refusal), type)
                .containsIgnoringCase(type);
        List<String> missing =
                Stream.of(way).filter(part -> !isNamed(part, refusal, type)).toList();
        assertThat(missing)
                .withFailMessage(
                        """
                        Your dumps refuses %s, and says: "%s". That does not say where it is. \
                        Not mentioned: %s. Whoever sends forty fields wants to know which. Name \
                        every key and position from the top (the first is 0), for example \
                        draft.deep[0]; for a key, the way to its map.\
                        """,
                        shown(payload), brief(refusal), String.join(", ", missing))
                .isEmpty();
        List<String> astray =
                Stream.of("customer", "street", "12")
                        .filter(p -> isNamed(p, refusal, type))
                        .toList();
        assertThat(astray)
                .withFailMessage(
                        """
                        Your dumps refuses %s, and says: "%s". But %s is not on the way: it lies \
                        beside it. When your walk leaves a list or map, its part of the place has \
                        to go, too.\
                        """,
                        shown(payload), brief(refusal), String.join(", ", astray))
                .isEmpty();
    }

    /** Whether the refusal holds that key or number as a word, apart from the class's name. */
    private static boolean isNamed(String part, String refusal, String type) {
        String text = refusal.replaceAll("[\\w.$]*\\b" + type + "\\b", " ");
        return Pattern.compile("(?<![\\p{L}\\d]|\\[-)" + part + "(?![\\p{L}\\d])")
                .matcher(text)
                .find();
    }

    /** What an earlier payload left behind would be in the next refusal. */
    private void staysTheSame(Object payload, String first) {
        String again = refusal(payload);
        assertThat(again)
                .withFailMessage(
                        """
                        Your dumps refuses %s twice. First it says: "%s", then: "%s". Something of \
                        the first walk is left in your serializer: keep the place in parameters or \
                        local variables, not in a field.\
                        """,
                        shown(payload), brief(first), brief(again))
                .isEqualTo(first);
    }
}
