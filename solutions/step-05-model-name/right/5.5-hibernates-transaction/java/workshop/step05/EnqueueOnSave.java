package workshop.step05;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.Transaction;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * The mixin's other half: asks for moderation whenever JPA has written a moderated object to the
 * database.
 */
@Component
public class EnqueueOnSave {

    private final Refs refs;
    private final ModerationQueue queue;
    private final EntityManager entities;
    private final Map<Transaction, Set<Ref>> waiting = new ConcurrentHashMap<>();

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
            var transaction = entities.unwrap(SessionImplementor.class).getTransaction();
            waiting.computeIfAbsent(transaction, this::register).add(refs.refTo(post));
        }
    }

    private Set<Ref> register(Transaction transaction) {
        var refs = new LinkedHashSet<Ref>();
        transaction.runAfterCompletion(
                status -> {
                    waiting.remove(transaction);
                    if (status == TransactionStatus.COMMITTED) {
                        refs.forEach(queue::moderate);
                    }
                });
        return refs;
    }
}
