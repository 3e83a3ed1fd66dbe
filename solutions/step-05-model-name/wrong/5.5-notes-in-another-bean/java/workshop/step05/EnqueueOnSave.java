package workshop.step05;

import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The mixin's other half: asks for moderation whenever JPA has written a moderated object to the
 * database.
 */
@Component
public class EnqueueOnSave {

    private final Refs refs;
    private final ModerationQueue queue;
    private final ApplicationEventPublisher events;
    private final Set<Ref> noted = ConcurrentHashMap.newKeySet();

    /**
     * Lazy: Hibernate needs its listeners before the entity manager factory exists; these two come
     * later.
     */
    public EnqueueOnSave(
            @Lazy Refs refs, @Lazy ModerationQueue queue, ApplicationEventPublisher events) {
        this.refs = refs;
        this.queue = queue;
        this.events = events;
    }

    @PostPersist
    @PostUpdate
    void saved(Moderated post) {
        if (post.needsModeration()) {
            var ref = refs.refTo(post);
            noted.add(ref);
            events.publishEvent(ref);
        }
    }

    @TransactionalEventListener
    void committed(Ref ref) {
        if (noted.remove(ref)) {
            queue.moderate(ref);
        }
    }
}
