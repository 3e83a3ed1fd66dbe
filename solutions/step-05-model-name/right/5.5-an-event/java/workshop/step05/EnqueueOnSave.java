package workshop.step05;

import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import java.util.LinkedHashSet;
import java.util.Set;
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
            for (var each : TransactionSynchronizationManager.getSynchronizations()) {
                if (each instanceof Batch batch) {
                    batch.refs.add(refs.refTo(post));
                    return;
                }
            }
            var batch = new Batch(new LinkedHashSet<>(Set.of(refs.refTo(post))));
            TransactionSynchronizationManager.registerSynchronization(batch);
            events.publishEvent(batch);
        }
    }

    @TransactionalEventListener
    void committed(Batch batch) {
        batch.refs.forEach(queue::moderate);
    }

    record Batch(Set<Ref> refs) implements TransactionSynchronization {}
}
