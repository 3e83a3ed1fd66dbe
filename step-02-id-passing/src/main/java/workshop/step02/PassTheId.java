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

    /** In the web process: enqueues the task "moderate" for a question that was saved. */
    public void send(Question question) {
        // TODO 2.1: send the id and nothing else, as JSON: it is small, nothing of it can run, and
        // it does not go stale.
        throw new UnsupportedOperationException("TODO 2.1: send the id and nothing else, as JSON");
    }

    /**
     * In the worker: runs the task; the payload is what was sent. {@code Moderation.clean} says
     * what readers may see of a body.
     */
    public void moderate(Object payload) {
        // TODO 2.1: load the question in a transaction of its own, and set what readers see. It is
        // saved at the commit.
        throw new UnsupportedOperationException(
                "TODO 2.1: load the question, and set what readers see");
    }
}
