package workshop.step02;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import workshop.forum.Moderation;
import workshop.queue.Discard;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;

/** Both ends: the author and the worker write the same row. */
@Component
public class AnswerDesk {

    private static final Object EDITS = new Object();
    private static final Object WORK = new Object();

    private final Answers answers;
    private final TransactionTemplate transaction;
    private final TaskQueue queue;

    public AnswerDesk(Answers answers, TransactionTemplate transaction, TaskQueue queue) {
        this.answers = answers;
        this.transaction = transaction;
        this.queue = queue;
    }

    /**
     * In the web process: replaces the text of an answer. An exception is shown to the author, who
     * can try again.
     */
    public void edit(long id, String body) {
        synchronized (EDITS) {
            find(id);
            synchronized (WORK) {
                transaction.executeWithoutResult(status -> find(id).setBody(body));
            }
        }
        queue.enqueue("moderate", id, new JsonSerializer());
    }

    /**
     * In the worker: the handler of the task "moderate". After any exception but a {@link Discard},
     * the worker tries the same message again.
     */
    public void moderate(long id) {
        synchronized (WORK) {
            find(id);
            synchronized (EDITS) {
                transaction.executeWithoutResult(
                        status -> {
                            var answer = find(id);
                            answer.setShown(Moderation.clean(answer.getBody()));
                        });
            }
        }
    }

    private Answer find(long id) {
        return answers.findById(id)
                .orElseThrow(() -> new Discard("Answer %d is gone.".formatted(id)));
    }
}
