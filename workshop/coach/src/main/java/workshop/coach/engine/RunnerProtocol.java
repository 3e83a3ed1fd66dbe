package workshop.coach.engine;

import java.util.List;
import workshop.grading.ExerciseResult;
import workshop.grading.TestResult;

/**
 * What {@link Runner} and {@link RunnerMain} say to each other over the streams of the runner's
 * process: lines of JSON.
 */
final class RunnerProtocol {

    /** Begins each reply: the JVM writes warnings of its own into the same stream. */
    static final String MARK = "@coach ";

    /** Instead of a request: warm up. */
    static final String WARM_UP = "warm up";

    /** The exit code of a runner that broke by its own fault, not by that of the code it ran. */
    static final int BROKEN = 70;

    private RunnerProtocol() {}

    /**
     * Run this exercise.
     *
     * @param step the step's folder
     * @param classPath folders with the step's classes and resources; the first that has a file
     *     wins
     * @param testClass the class that is the exercise
     */
    record Request(String step, List<String> classPath, String testClass) {}

    /**
     * A sign of life. With neither a test nor a report it means "ready", after the start or a
     * warm-up.
     *
     * @param test the test that has begun, or null
     * @param ended the tests that have ended since the sign before; they are known even if the
     *     exercise never comes to its end
     * @param report what came of the exercise, or null
     */
    record Reply(String test, List<TestResult> ended, Report report) {

        static final Reply READY = new Reply(null, List.of(), null);
    }

    /**
     * An exercise that came to its end.
     *
     * @param spent whether the runner should serve no more: a test was given up, and a thread of it
     *     may be busy for ever; or memory runs short
     * @param printed the end of what was printed meanwhile
     */
    record Report(ExerciseResult result, boolean spent, String printed) {}
}
