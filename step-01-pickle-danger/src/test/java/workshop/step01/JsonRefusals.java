package workshop.step01;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static workshop.step01.Shown.brief;
import static workshop.step01.Shown.shown;
import static workshop.step01.Shown.written;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workshop.grading.Declares;

/**
 * What a serializer refuses, and what it says then.
 *
 * @param json the serializer
 */
record JsonRefusals(StrictJson json) {

    private static final int MOST_EXAMPLES = 4;

    private static final String ITSELF =
            " payload itself? Whatever Jackson made of it, a tree or a text, always has a form in"
                    + " JSON.";

    /** Demands that each is refused. */
    void each(String advice, List<?> payloads) {
        var accepted = new ArrayList<Object>();
        String otherEnd = null;
        for (var payload : payloads) {
            try {
                json.dumps(payload);
                accepted.add(payload);
            } catch (IllegalArgumentException refusal) {
                // as it should be
            } catch (Exception | StackOverflowError | AssertionError other) {
                otherEnd = otherEnd == null ? wrongEnd(shown(payload), other) : otherEnd;
            }
        }
        if (!accepted.isEmpty()) {
            boolean all = accepted.size() == payloads.size() && payloads.size() > MOST_EXAMPLES;
            String why = all ? whyNoneIsRefused(payloads) : whyDraftsGetIn(accepted);
            fail(letThrough(accepted) + " " + advice + why);
        }
        if (otherEnd != null) {
            fail(otherEnd);
        }
    }

    /** A second look: is anything refused? */
    private String whyNoneIsRefused(List<?> payloads) {
        if (takes(new Object())) {
            return " Nothing at all was refused."
                    + (Declares.asserts(StrictJson.class)
                            ? " Your code has an assert. Java skips those unless it is started with"
                                    + " -ea: throw an IllegalArgumentException."
                            : " Does your code throw an IllegalArgumentException, and does it look"
                                    + " at the"
                                    + ITSELF);
        }
        if (payloads.stream().allMatch(Number.class::isInstance)) {
            return " None of these was refused: does your code allow every Number?";
        }
        return payloads.stream().allMatch(Map.class::isInstance)
                ? " None of these was refused: does your code allow every key?"
                : " None of these was refused.";
    }

    private static String whyDraftsGetIn(List<?> accepted) {
        boolean anything =
                accepted.contains(Native.DRAFT)
                        && accepted.stream().anyMatch(StrictJsonTest.Point.class::isInstance)
                        && accepted.stream().anyMatch(object -> object.getClass() == Object.class);
        return anything ? " Even a Draft gets in. Does your code look at the" + ITSELF : "";
    }

    boolean takes(Object payload) {
        try {
            json.dumps(payload);
            return true;
        } catch (Exception | StackOverflowError | AssertionError refused) {
            return false;
        }
    }

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
        is what Serializer promises for a payload it does not carry, and what callers catch.%s\
        """
                .formatted(what, shown(thrown), ofJackson(thrown));
    }

    private static String ofJackson(Throwable thrown) {
        return thrown.getClass().getName().startsWith("tools.jackson.")
                ? " Jackson threw it: look at the payload before it does."
                : "";
    }

    /** Demands a refusal, and returns all that it says, its causes included. */
    String refusal(Object payload) {
        try {
            json.dumps(payload);
        } catch (IllegalArgumentException refusal) {
            return Stream.iterate((Throwable) refusal, Objects::nonNull, Throwable::getCause)
                    .limit(10)
                    .filter(thrown -> thrown.getMessage() != null)
                    .map(JsonRefusals::said)
                    .collect(joining("; "));
        } catch (Exception | StackOverflowError | AssertionError other) {
            return fail(wrongEnd(shown(payload), other));
        }
        return fail(letThrough(List.of(payload)));
    }

    /** What a class of the JDK says, not the answer, has its name in front. */
    private static String said(Throwable thrown) {
        var type = thrown.getClass();
        boolean isJavas = type.getName().startsWith("java.");
        return isJavas && type != IllegalArgumentException.class
                ? "%s: %s".formatted(type.getSimpleName(), thrown.getMessage())
                : thrown.getMessage();
    }

    void says(Object payload, String type, String... way) {
        String refusal = refusal(payload);
        staysTheSame(payload, refusal);

        String typed = Native.DRAFT.body();
        assertThat(refusal)
                .withFailMessage(
                        """
                        Your dumps refuses a Draft, and says: "%s". That quotes the draft: "%s" is \
                        an author's text, and does not belong in a log. Name the class \
                        (getClass().getName()) and the place, not the value.\
                        """,
                        brief(refusal), typed)
                .doesNotContain(typed);
        assertThat(refusal)
                .withFailMessage(
                        """
                        Your dumps refuses %s, and says: "%s". That does not name the class of \
                        what was refused (%s): whoever reads it needs the class to find the object.\
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
