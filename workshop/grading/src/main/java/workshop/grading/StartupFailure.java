package workshop.grading;

/**
 * A Spring application that does not start. Spring wraps the reason in many layers. It gives the
 * reason only to the first test that needs the application, and tells the others that it will not
 * try again.
 */
final class StartupFailure {

    private static final String FIRST = "Failed to load ApplicationContext";
    private static final String AGAIN = "ApplicationContext failure threshold";

    private static String reason = "";

    private StartupFailure() {}

    static boolean is(Throwable thrown) {
        return thrown instanceof IllegalStateException
                && Failure.speaks(thrown)
                && (Speech.message(thrown).startsWith(FIRST)
                        || Speech.message(thrown).startsWith(AGAIN));
    }

    /** Only the innermost reason helps the learner. */
    static synchronized String message(Throwable thrown) {
        if (Speech.message(thrown).startsWith(FIRST)) {
            reason =
                    Speech.causes(thrown)
                            .filter(Failure::speaks)
                            .reduce((outer, inner) -> inner)
                            .map(Failure::said)
                            .orElse("");
        }
        return "The Spring application does not start:\n" + reason;
    }
}
