package workshop.step05;

import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Set<Ref> waiting = ConcurrentHashMap.newKeySet();

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
        if (post.needsModeration()) {
            boolean isFirst = waiting.isEmpty();
            waiting.add(refs.refTo(post));
            if (isFirst) {
                TransactionSynchronizationManager.registerSynchronization(new AfterCommit());
            }
        }
    }

    private final class AfterCommit implements TransactionSynchronization {

        @Override
        public void afterCommit() {
            waiting.forEach(queue::moderate);
            waiting.clear();
        }
    }
}
