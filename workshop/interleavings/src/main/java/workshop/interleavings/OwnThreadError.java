package workshop.interleavings;

/**
 * Code under test handed work to a thread that it started itself. The stack trace is that thread's.
 */
public final class OwnThreadError extends AssertionError {

    private static final long serialVersionUID = 1;

    private static final String WHY =
            """
            These tests cannot follow such a thread: it works at a moment that no one chose, and a \
            process that ends takes it along. Where nobody waits for it, its errors reach no \
            caller, either. Do this on the thread on which your code was called.\
            """;

    private OwnThreadError(String what, Thread thread) {
        super(what + " " + WHY);
        setStackTrace(thread.getStackTrace());
    }

    static OwnThreadError did(String operation, Thread thread) {
        return new OwnThreadError(
                "Your code handed \"%s\" to a thread of its own (%s)."
                        .formatted(operation, thread.getName()),
                thread);
    }

    static OwnThreadError hasWork(Thread thread) {
        return new OwnThreadError(
                """
                Your code handed work to a thread of its own (%s), which was not done when \
                everything else had ended.\
                """
                        .formatted(thread.getName()),
                thread);
    }
}
