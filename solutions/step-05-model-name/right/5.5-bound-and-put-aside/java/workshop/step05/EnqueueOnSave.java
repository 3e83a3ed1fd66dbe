package workshop.step05;

import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import java.util.LinkedHashSet;
import java.util.Set;
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

    /**
     * Lazy: Hibernate needs its listeners before the entity manager factory exists; these two come
     * later.
     */
    public EnqueueOnSave(@Lazy Refs refs, @Lazy ModerationQueue queue) {
        this.refs = refs;
        this.queue = queue;
    }

    @PostPersist
    @PostUpdate
    void saved(Moderated post) {
        if (!post.needsModeration()) {
            return;
        }
        var waiting = (Waiting) TransactionSynchronizationManager.getResource(this);
        if (waiting == null) {
            waiting = new Waiting();
            waiting.resume();
            TransactionSynchronizationManager.registerSynchronization(waiting);
        }
        waiting.refs.add(refs.refTo(post));
    }

    /** What is bound to the thread makes room for an inner transaction, and comes back. */
    private final class Waiting implements TransactionSynchronization {

        private final Set<Ref> refs = new LinkedHashSet<>();

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(EnqueueOnSave.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(EnqueueOnSave.this, this);
        }

        @Override
        public void afterCommit() {
            refs.forEach(queue::moderate);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResource(EnqueueOnSave.this);
        }
    }
}
