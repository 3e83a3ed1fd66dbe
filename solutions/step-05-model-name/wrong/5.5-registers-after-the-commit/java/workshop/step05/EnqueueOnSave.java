package workshop.step05;

import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The mixin's other half: asks for moderation whenever JPA has written a moderated object to the
 * database.
 */
@Component
public class EnqueueOnSave {

    private final Refs refs;
    private final ModerationQueue queue;
    private final ApplicationEventPublisher events;

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
            events.publishEvent(refs.refTo(post));
        }
    }

    @TransactionalEventListener
    void committed(Ref ref) {
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCompletion(int status) {
                        queue.moderate(ref);
                    }
                });
    }
}
