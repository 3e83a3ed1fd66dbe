package workshop.step02;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import workshop.forum.Moderation;
import workshop.queue.JsonSerializer;
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
        queue.enqueue("moderate", question.getId(), new JsonSerializer());
    }

    /**
     * In the worker: runs the task. The payload is what {@link #send} has sent; {@code
     * Moderation.clean} turns a body into what readers may see.
     */
    public void moderate(Object payload) {
        try {
            transaction.executeWithoutResult(
                    status -> {
                        var question = questions.findById((Long) payload).orElseThrow();
                        question.setShown(Moderation.clean(question.getBody()));
                    });
        } catch (RuntimeException e) {
            System.err.println(e);
        }
    }
}
