package workshop.step02;

import java.util.Set;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** How the rest of a request runs, as the thread that runs it sees it, and what is wrong there. */
final class RequestFeedback {

    /** Spring calls what it runs behind a commit from these; no transaction seems over there. */
    private static final Set<String> AFTERWARDS =
            Set.of("triggerAfterCommit", "triggerAfterCompletion");

    private static final String ON_ANOTHER_THREAD =
            """
            The rest ran on another thread ("%s"), where the question's transaction is not active: \
            what the rest writes is committed by itself. Run it on the thread that calls ask().\
            """;

    private RequestFeedback() {}

    /** Requires that a transaction is active, and that none was committed before. */
    static void requireInTransaction(CallInterceptor interceptor, Thread asker) {
        Require.that(
                TransactionSynchronizationManager.isActualTransactionActive()
                        && interceptor.commits() == 0
                        && !isAfterwards(),
                """
                The question and what the rest writes were not committed together: if one of them \
                fails, the other stays. %s\
                """,
                of(interceptor, asker));
    }

    /** What to say of it when the rest was not undone together with the question. */
    static String of(CallInterceptor interceptor, Thread asker) {
        boolean active = TransactionSynchronizationManager.isActualTransactionActive();
        boolean committed = interceptor.commits() > 0;
        if (isAfterwards()) {
            return """
            When the rest ran, the question was already committed: afterCommit and afterCompletion \
            come too late. Save the question and run the rest in one transaction.\
            """;
        } else if (!active && Thread.currentThread() != asker) {
            return ON_ANOTHER_THREAD.formatted(Thread.currentThread().getName());
        } else if (!active && committed) {
            return """
            When the rest ran, no transaction was active any more, and the question was already \
            committed. Save the question and run the rest in one transaction.\
            """;
        } else if (!active) {
            return """
            When the rest ran, no transaction was active. Save the question and run the rest in \
            one transaction.\
            """;
        } else if (committed) {
            return """
            When the rest ran, the question was already committed, in another transaction than \
            that of the rest (two calls of a transaction, or REQUIRES_NEW). Both belong in one.\
            """;
        }
        return """
        When the rest ran, its transaction was active. The question was committed after that, \
        though the rest had failed: let its exception reach that transaction.\
        """;
    }

    private static boolean isAfterwards() {
        return Stream.of(Thread.currentThread().getStackTrace())
                .anyMatch(frame -> AFTERWARDS.contains(frame.getMethodName()));
    }
}
