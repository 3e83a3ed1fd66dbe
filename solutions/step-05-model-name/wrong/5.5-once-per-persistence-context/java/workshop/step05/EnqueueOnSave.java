package workshop.step05;

import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
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
    private final java.util.Map<Object, Set<Ref>> told =
            java.util.Collections.synchronizedMap(new java.util.WeakHashMap<>());

    @org.springframework.beans.factory.annotation.Autowired
    private org.springframework.beans.factory.ObjectProvider<
                    jakarta.persistence.EntityManagerFactory>
            factory;

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
            var em =
                    (jakarta.persistence.EntityManager)
                            ((org.springframework.orm.jpa.EntityManagerHolder)
                                            TransactionSynchronizationManager.getResource(
                                                    factory.getObject()))
                                    .getEntityManager();
            var seen = told.computeIfAbsent(em, k -> new java.util.HashSet<>());
            var ref = refs.refTo(post);
            if (seen.add(ref)) {
                TransactionSynchronizationManager.registerSynchronization(
                        new TransactionSynchronization() {
                            @Override
                            public void afterCommit() {
                                queue.moderate(ref);
                            }

                            @Override
                            public void afterCompletion(int status) {
                                if (status != STATUS_COMMITTED) {
                                    seen.remove(ref);
                                }
                            }
                        });
            }
        }
    }
}
