package workshop.grading;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What tests of one exercise that are not green say with the same words.
 *
 * @param message what went wrong
 * @param tests who says so; at least one
 */
record Finding(String message, List<TestResult> tests) {

    /** What kinds there are, the most telling first. */
    enum Kind {
        TODO,
        TEST,
        EXCEPTION,
        NO_VERDICT
    }

    private static final Pattern EXCEPTION =
            Pattern.compile("[A-Z]\\w*(Exception|Error)\\b(?s:.*)");

    /**
     * What kind it is in that exercise. The TODO of another exercise is an exception like any
     * other: what this one asks for says more.
     */
    Kind kind(String exercise) {
        if (message.matches("TODO " + Pattern.quote(exercise) + "(?!\\d)(?s:.*)")) {
            return Kind.TODO;
        }
        if (tests.stream().noneMatch(TestResult::ran)) {
            return Kind.NO_VERDICT;
        }
        return message.startsWith("TODO ") || EXCEPTION.matcher(message).matches()
                ? Kind.EXCEPTION
                : Kind.TEST;
    }

    /** The lines that it went wrong in, three at the most. */
    List<String> places() {
        return tests.stream()
                .map(TestResult::where)
                .filter(Objects::nonNull)
                .distinct()
                .limit(3)
                .toList();
    }
}
