package workshop.step05;

import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import workshop.forum.Moderation;
import workshop.queue.Message;
import workshop.queue.TaskHandler;

/** The worker's end: one task for all models, today's and tomorrow's. */
@Component
public class ModerateTask implements TaskHandler {

    private final Posts posts;

    public ModerateTask(Posts posts) {
        this.posts = posts;
    }

    @Override
    @Transactional
    public void handle(Object payload, Message message) {
        var post = posts.get(Ref.from(payload));
        post.moderated(Moderation.clean(post.getBody()), Instant.now());
    }
}
