package workshop.interleavings;

/**
 * Code under test handed work to a thread that it started itself. The stack trace is that thread's.
 */
public final class OwnThreadError extends AssertionError {

    private static final long serialVersionUID = 1;

    private static final String WHY =
            """
            No one follows such a thread: it works at a moment that no one chose, its errors reach \
            no caller, and a process that ends takes it along. Do this on the thread on which your \
            code was called.\
            """;

    private static final String WHY_IF_AWAITED =
            """
            It has no part in the transaction of the thread that waits, and this search does not \
            follow it. Do this on the thread on which your code was called.\
            """;

    private OwnThreadError(String what, Thread thread, String why) {
        super(what + " " + why);
        setStackTrace(thread.getStackTrace());
    }

    /**
     * It touched the world.
     *
     * @param waiting where an actor waits for that thread; null when none does
     */
    static OwnThreadError did(String operation, Thread thread, StackTraceElement waiting) {
        var handed =
                "Your code handed \"%s\" to a thread of its own (%s)"
                        .formatted(operation, thread.getName());
        return waiting == null
                ? new OwnThreadError(handed + ".", thread, WHY)
                : new OwnThreadError(
                        "%s, and waits for it at %s:%s."
                                .formatted(handed, waiting.getFileName(), waiting.getLineNumber()),
                        thread,
                        WHY_IF_AWAITED);
    }

    static OwnThreadError hasWork(Thread thread) {
        return new OwnThreadError(
                """
                Your code handed work to a thread of its own (%s), which was not done when \
                everything else had ended.\
                """
                        .formatted(thread.getName()),
                thread,
                WHY);
    }
}
