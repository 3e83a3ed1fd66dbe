package workshop.step02;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import workshop.forum.Moderation;
import workshop.queue.Discard;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;

/** Both ends: the author and the worker write the same row. */
@Component
public class AnswerDesk {

    private final EntityManager entityManager;
    private final TransactionTemplate transaction;
    private final TaskQueue queue;

    public AnswerDesk(
            EntityManager entityManager, TransactionTemplate transaction, TaskQueue queue) {
        this.entityManager = entityManager;
        this.transaction = transaction;
        this.queue = queue;
    }

    /**
     * In the web process: replaces the text of an answer. An exception is shown to the author, who
     * can try again.
     */
    public void edit(long id, String body) {
        transaction.executeWithoutResult(status -> find(id).setBody(body));
        queue.enqueue("moderate", id, new JsonSerializer());
    }

    /**
     * In the worker: the handler of the task "moderate". After any exception but a {@link Discard},
     * the worker tries the same message again.
     */
    public void moderate(long id) {
        transaction.executeWithoutResult(
                status -> {
                    var answer = find(id);
                    answer.setShown(Moderation.clean(answer.getBody()));
                });
    }

    /** Held until the commit; when somebody else holds it, it fails at once. */
    private Answer find(long id) {
        var answer =
                entityManager.find(
                        Answer.class,
                        id,
                        LockModeType.PESSIMISTIC_WRITE,
                        Map.of("jakarta.persistence.lock.timeout", 0));
        if (answer == null) {
            throw new Discard("Answer %d is gone.".formatted(id));
        }
        return answer;
    }
}
