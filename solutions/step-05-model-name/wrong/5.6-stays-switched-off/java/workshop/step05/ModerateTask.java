package workshop.step05;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import workshop.forum.Moderation;
import workshop.queue.Message;
import workshop.queue.TaskHandler;

/** The worker's end: one task for all models, today's and tomorrow's. */
@Component
public class ModerateTask implements TaskHandler {

    /** Whether the worker is the one that saves. */
    static final ThreadLocal<Boolean> SAVING = ThreadLocal.withInitial(() -> false);

    private final Posts posts;
    private final EntityManager entities;

    public ModerateTask(Posts posts, EntityManager entities) {
        this.posts = posts;
        this.entities = entities;
    }

    @Override
    @Transactional
    public void handle(Object payload, Message message) {
        var post = posts.get(Ref.from(payload));
        SAVING.set(true);
        post.moderated(Moderation.clean(post.getBody()), Instant.now());
        entities.flush();
        SAVING.set(false);
    }
}
