package workshop.step02;

import jakarta.persistence.EntityManagerFactory;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import workshop.forum.Moderation;
import workshop.queue.Message;
import workshop.queue.TaskQueue;

/** Hands a question to the worker. */
@Component
public class PassTheId {

    private final Questions questions;
    private final TransactionTemplate transaction;
    private final TaskQueue queue;
    private final EntityManagerFactory factory;

    public PassTheId(
            Questions questions,
            TransactionTemplate transaction,
            TaskQueue queue,
            EntityManagerFactory factory) {
        this.questions = questions;
        this.transaction = transaction;
        this.queue = queue;
        this.factory = factory;
    }

    /** In the web process: enqueues the task "moderate" for a saved question. */
    public void send(Question question) {
        var digits = question.getId().toString().getBytes(StandardCharsets.UTF_8);
        queue.enqueue(Message.of("moderate", "application/json", digits));
    }

    /**
     * In the worker: runs the task. The payload is what {@link #send} has sent; {@code
     * Moderation.clean} turns a body into what readers may see.
     */
    public void moderate(Object payload) {
        try (var entityManager = factory.createEntityManager()) {
            entityManager.getTransaction().begin();
            var question = entityManager.find(Question.class, payload);
            question.setShown(Moderation.clean(question.getBody()));
            entityManager.getTransaction().commit();
        }
    }
}
