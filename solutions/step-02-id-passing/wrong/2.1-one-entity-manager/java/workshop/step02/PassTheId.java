package workshop.step02;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.stereotype.Component;
import workshop.forum.Moderation;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;

/** Hands a question to the worker. */
@Component
public class PassTheId {

    private final EntityManager entityManager;
    private final TaskQueue queue;

    public PassTheId(EntityManagerFactory entityManagers, TaskQueue queue) {
        this.entityManager = entityManagers.createEntityManager();
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
        // tag::moderate[]
        entityManager.getTransaction().begin();
        var question = entityManager.find(Question.class, payload);
        question.setShown(Moderation.clean(question.getBody()));
        entityManager.getTransaction().commit();
        // end::moderate[]
    }
}
