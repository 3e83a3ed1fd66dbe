package workshop.grading;

import java.util.regex.Pattern;

/** What a failed assertion says, in a learner's words where AssertJ has words of its own. */
final class AssertionText {

    /** AssertJ puts a test's description into brackets, and what it saw below it. */
    private static final Pattern DESCRIBED = Pattern.compile("(?s)\\A\\[(.*?[.?!:])] ?\\n(.*)\\z");

    /** What AssertJ adds to a whole sentence without adding a value. */
    private static final Pattern NOTHING_NEW =
            Pattern.compile(
                    "(?s)\\s*Expecting (actual not to be (null|empty)"
                            + "|value to be (true|false) but was (true|false))\\s*");

    private AssertionText() {}

    static String of(String message) {
        var described = DESCRIBED.matcher(message);
        if (!described.matches()) {
            return message;
        }
        var sentence = described.group(1);
        var seen = described.group(2);
        if (NOTHING_NEW.matcher(seen).matches()) {
            return sentence;
        }
        return sentence
                + "\n"
                + seen.replaceFirst("(?m)^ *expected: ", "The test wants: ")
                        .replaceFirst("(?m)^ *but was: ", "It got: ")
                        .replaceFirst(
                                "(?m)^Expecting empty but was: ", "It should be empty, and is ")
                        .replaceFirst("(?m)^Expecting actual(:| )", "It got$1")
                        .stripTrailing();
    }
}
