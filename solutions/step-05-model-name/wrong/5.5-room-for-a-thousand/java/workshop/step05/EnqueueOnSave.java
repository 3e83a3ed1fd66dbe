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
        if (post.needsModeration()) {
            waiting().refs.put(refs.refTo(post), true);
        }
    }

    /** What waits for the current transaction: one for all its rows, however many they are. */
    private AfterCommit waiting() {
        for (var each : TransactionSynchronizationManager.getSynchronizations()) {
            if (each instanceof AfterCommit waiting) {
                return waiting;
            }
        }
        // tag::saved[]
        var waiting = new AfterCommit();
        TransactionSynchronizationManager.registerSynchronization(waiting);
        return waiting;
        // end::saved[]
    }

    // tag::after[]
    private final class AfterCommit implements TransactionSynchronization {

        private final Map<Ref, Boolean> refs =
                new LinkedHashMap<>() {

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<Ref, Boolean> eldest) {
                        return size() > 1_000;
                    }
                };

        @Override
        public void afterCommit() {
            refs.keySet().forEach(queue::moderate);
        }
    }
    // end::after[]
}
