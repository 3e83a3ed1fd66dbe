package workshop.step05;

import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Lazy;
import org.springframework.orm.jpa.EntityManagerHolder;
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

    /** Which transaction has noted a row; the transaction is told by its entity manager. */
    private final Map<Ref, Object> noted = new ConcurrentHashMap<>();

    @PostPersist
    @PostUpdate
    void saved(Moderated post) {
        if (post.needsModeration()) {
            var ref = refs.refTo(post);
            var transaction = currentEntityManager();
            if (noted.put(ref, transaction) != transaction) {
                TransactionSynchronizationManager.registerSynchronization(new AfterCommit(ref));
            }
        }
    }

    private static Object currentEntityManager() {
        return TransactionSynchronizationManager.getResourceMap().values().stream()
                .filter(EntityManagerHolder.class::isInstance)
                .map(holder -> ((EntityManagerHolder) holder).getEntityManager())
                .findFirst()
                .orElseThrow();
    }

    private final class AfterCommit implements TransactionSynchronization {

        private final Ref ref;

        private AfterCommit(Ref ref) {
            this.ref = ref;
        }

        @Override
        public void afterCommit() {
            queue.moderate(ref);
        }

        @Override
        public void afterCompletion(int status) {
            noted.remove(ref);
        }
    }
}
