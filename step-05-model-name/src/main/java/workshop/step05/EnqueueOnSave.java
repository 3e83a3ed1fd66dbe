package workshop.step05;

import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * The mixin's other half: asks for moderation whenever JPA has written a moderated object to the
 * database.
 */
@Component
public class EnqueueOnSave {

    private final Refs refs;
    private final ModerationQueue queue;

    /**
     * Lazy: Hibernate wants its listeners before the entity manager factory exists, which the
     * others need.
     */
    public EnqueueOnSave(@Lazy Refs refs, @Lazy ModerationQueue queue) {
        this.refs = refs;
        this.queue = queue;
    }

    @PostPersist
    @PostUpdate
    void saved(Moderated post) {
        if (post.needsModeration()) {
            // TODO 5.5: not now, but after the commit; once per transaction and row; never after a
            // rollback. And ask refs for the name.
            queue.moderate(new Ref(post.getClass().getSimpleName(), post.getId()));
        }
    }
}
