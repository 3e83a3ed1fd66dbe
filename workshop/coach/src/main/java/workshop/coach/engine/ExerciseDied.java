package workshop.coach.engine;

/** An exercise that did not come to its end; its runner is gone with it. */
final class ExerciseDied extends Exception {

    private static final long serialVersionUID = 1;

    private final String test;

    /**
     * With the reason, to be read after the test's name.
     *
     * @param test the test that was running, or null when none was
     */
    ExerciseDied(String test, String message) {
        super(message);
        this.test = test;
    }

    /** The test that was running, or when it was. */
    String test() {
        return test == null ? "before its tests" : test;
    }
}
