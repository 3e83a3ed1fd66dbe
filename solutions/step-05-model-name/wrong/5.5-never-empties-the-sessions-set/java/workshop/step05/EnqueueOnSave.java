package workshop.step05;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.hibernate.engine.spi.SessionImplementor;
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
    private final Map<SessionImplementor, Set<Ref>> saved =
            Collections.synchronizedMap(new WeakHashMap<>());

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
            waiting().refs.add(refs.refTo(post));
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

        private final Set<Ref> refs =
                saved.computeIfAbsent(
                        entities.unwrap(SessionImplementor.class),
                        session -> new LinkedHashSet<>());

        @Override
        public void afterCommit() {
            refs.forEach(queue::moderate);
        }
    }
    // end::after[]
}
