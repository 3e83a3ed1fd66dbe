package workshop.grading;

/**
 * The result of one test.
 *
 * @param name the test as a sentence; for a nested or parameterised one with the names of what it
 *     stands in
 * @param status how it ended
 * @param message what went wrong, or null when it is green
 * @param where the learner's line that it went wrong in, {@code path:line} from the workshop's
 *     folder; the test's own line when no code of the learner took part; null when nothing points
 *     anywhere
 * @param seconds how long it took
 */
public record TestResult(String name, Status status, String message, String where, double seconds) {

    static TestResult missing(String name, String message) {
        return new TestResult(name, Status.MISSING, message, null, 0);
    }

    static TestResult leftOut(String name, String message) {
        return new TestResult(name, Status.LEFT_OUT, message, null, 0);
    }

    /**
     * The message of a test that was not finished in time.
     *
     * @param time with its unit
     */
    public static String notFinishedAfter(String time) {
        return """
        was not finished after %s: an endless loop or a deadlock? (If this machine is busy with \
        something else, run it once more.)\
        """
                .formatted(time);
    }

    /** Whether there is a verdict on the test: it is green, or red by what it says. */
    boolean ran() {
        return status != Status.MISSING && status != Status.LEFT_OUT;
    }

    /** Whether the test passed. */
    public boolean green() {
        return status == Status.PASSED;
    }
}
