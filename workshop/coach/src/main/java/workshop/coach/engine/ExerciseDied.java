package workshop.coach.engine;

import java.util.List;
import java.util.stream.Stream;
import workshop.grading.Status;
import workshop.grading.TestResult;

/** An exercise that did not come to its end; its runner is gone with it. */
final class ExerciseDied extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<TestResult> ended;
    private final String test;

    /**
     * With the reason, to be read after the test's name.
     *
     * @param ended the tests before
     * @param test the test that was running, or null when none was
     */
    ExerciseDied(List<TestResult> ended, String test, String message) {
        super(message);
        this.ended = List.copyOf(ended);
        this.test = test;
    }

    /** What became of its tests, that of the last one included. */
    List<TestResult> tests(double seconds) {
        var name = test == null ? "before its tests" : test;
        var last = new TestResult(name, Status.FAILED, getMessage(), null, seconds);
        return Stream.concat(ended.stream(), Stream.of(last)).toList();
    }
}
