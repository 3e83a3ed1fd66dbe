package workshop.step05;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
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
    private final EntityManager entities;

    /**
     * Lazy: Hibernate needs its listeners before the entity manager factory exists; these two come
     * later.
     */
    public EnqueueOnSave(
            @Lazy Refs refs, @Lazy ModerationQueue queue, @Lazy EntityManager entities) {
        this.refs = refs;
        this.queue = queue;
        this.entities = entities;
    }

    @PostPersist
    @PostUpdate
    void saved(Moderated post) {
        if (post.needsModeration()) {
            var ref = refs.refTo(post);
            entities.getTransaction();
            TransactionSynchronizationManager.registerSynchronization(new AfterCommit(ref));
        }
    }

    private final class AfterCommit implements TransactionSynchronization {

        private final Ref ref;

        AfterCommit(Ref ref) {
            this.ref = ref;
        }

        @Override
        public void afterCommit() {
            queue.moderate(ref);
        }
    }
}
