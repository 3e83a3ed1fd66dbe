package workshop.grading;

import java.util.List;
import java.util.Objects;

/**
 * What tests of one exercise that are not green say with the same words.
 *
 * @param message what went wrong
 * @param tests who says so; at least one
 */
record Finding(String message, List<TestResult> tests) {

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
