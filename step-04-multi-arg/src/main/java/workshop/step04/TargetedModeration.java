package workshop.step04;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import workshop.forum.Moderation;
import workshop.queue.Discard;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/**
 * Both sides once more, with a {@link Target} in place of three ids. The task and its bytes are the
 * same.
 */
@Component
public class TargetedModeration {

    private final JsonSerializer json = new JsonSerializer();
    private final EntityManager entities;
    private final TransactionTemplate transaction;

    public TargetedModeration(EntityManager entities, TransactionTemplate transaction) {
        this.entities = entities;
        this.transaction = transaction;
    }

    /** The web process's side. There is nothing to check. */
    public void enqueue(Target target, TaskQueue queue) {
        queue.enqueue("moderate", target.payload(), json);
    }

    /** The worker's side. */
    public Worker worker(TaskQueue queue) {
        return Worker.on(queue)
                .accept(json)
                .handle("moderate", (payload, message) -> moderate(read((List<?>) payload)));
    }

    /** Messages come from anyone, and from yesterday: refuses what is not a target. */
    private static Target read(List<?> payload) {
        try {
            return Target.of(payload);
        } catch (IllegalArgumentException e) {
            throw new Discard("%s is not a target. %s".formatted(payload, e.getMessage()));
        }
    }

    private void moderate(Target target) {
        transaction.executeWithoutResult(
                status -> {
                    var post = entities.find(target.type(), target.id());
                    if (post == null) {
                        throw new Discard(
                                "%s %d is gone."
                                        .formatted(target.type().getSimpleName(), target.id()));
                    }
                    post.setShown(Moderation.clean(post.getBody()));
                });
    }
}
