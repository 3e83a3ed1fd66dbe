package workshop.step05;

import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import java.util.LinkedHashMap;
import java.util.Map;
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
        waiting().news.computeIfAbsent(refs.refTo(post), ref -> post.needsModeration());
    }

    /** What waits for the current transaction: one for all its rows, however many they are. */
    private AfterCommit waiting() {
        for (var each : TransactionSynchronizationManager.getSynchronizations()) {
            if (each instanceof AfterCommit waiting) {
                return waiting;
            }
        }
        var waiting = new AfterCommit();
        TransactionSynchronizationManager.registerSynchronization(waiting);
        return waiting;
    }

    private final class AfterCommit implements TransactionSynchronization {

        /**
         * For each row whether it is news: two flushes of one row are one question and one task.
         */
        private final Map<Ref, Boolean> news = new LinkedHashMap<>();

        @Override
        public void afterCommit() {
            news.forEach(
                    (ref, isNews) -> {
                        if (isNews) {
                            queue.moderate(ref);
                        }
                    });
        }
    }
}
