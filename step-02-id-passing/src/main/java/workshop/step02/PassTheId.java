package workshop.step02;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import workshop.queue.TaskQueue;

/** Hands a question to the worker. */
@Component
public class PassTheId {

    private final Questions questions;
    private final TransactionTemplate transaction;
    private final TaskQueue queue;

    public PassTheId(Questions questions, TransactionTemplate transaction, TaskQueue queue) {
        this.questions = questions;
        this.transaction = transaction;
        this.queue = queue;
    }

    /** In the web process: enqueues the task "moderate" for a saved question. */
    public void send(Question question) {
        // TODO 2.1: send the id and nothing else, as JSON.
        // It is small, nothing in it can run, and it does not go stale.
        throw new UnsupportedOperationException("TODO 2.1: send the id and nothing else, as JSON.");
    }

    /**
     * In the worker: runs the task. The payload is what {@link #send} has sent; {@code
     * Moderation.clean} turns a body into what readers may see.
     */
    public void moderate(Object payload) {
        // TODO 2.1: load the question in a transaction, and set what readers see.
        // The change is saved at the commit.
        throw new UnsupportedOperationException(
                "TODO 2.1: load the question in a transaction, and set what readers see.");
    }
}
