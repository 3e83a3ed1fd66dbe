package workshop.step05;

/** Says what happened, in whole sentences, where AssertJ would add what it expected. */
final class Check {

    private Check() {}

    /**
     * Fails with that message unless it holds.
     *
     * @param message a format
     */
    static void that(boolean holds, String message, Object... arguments) {
        that(holds, null, message, arguments);
    }

    /**
     * The same for what has a cause, if any is known: its trace leads to the learner's line.
     *
     * @param cause may be null
     */
    static void that(boolean holds, Throwable cause, String message, Object... arguments) {
        if (!holds) {
            throw new AssertionError(message.formatted(arguments), cause);
        }
    }

    /** Lets the starter's own exception out; any other of that kind is a mistake like others. */
    static void rethrowTodo(UnsupportedOperationException thrown) {
        if (String.valueOf(thrown.getMessage()).startsWith("TODO ")) {
            throw thrown;
        }
    }

    /** So many of them, in words. */
    static String count(long number, String what) {
        return number == 1 ? "one " + what : "%d %ss".formatted(number, what);
    }

    /** What was thrown, in words. */
    static String words(Throwable thrown) {
        var type = thrown.getClass().getSimpleName();
        return thrown.getMessage() == null ? type : type + ": " + thrown.getMessage();
    }
}
