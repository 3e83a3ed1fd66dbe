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
public class EnqueueOnSave implements TransactionSynchronization {

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

    /** What waits for the thread's current transaction. */
    private final ThreadLocal<Set<Ref>> waiting = new ThreadLocal<>();

    /** What waits for the transaction that is suspended while an inner one runs. */
    private final ThreadLocal<Set<Ref>> suspended = new ThreadLocal<>();

    @PostPersist
    @PostUpdate
    void saved(Moderated post) {
        if (post.needsModeration()) {
            if (waiting.get() == null) {
                waiting.set(new LinkedHashSet<>());
                TransactionSynchronizationManager.registerSynchronization(this);
            }
            waiting.get().add(refs.refTo(post));
        }
    }

    @Override
    public void suspend() {
        suspended.set(waiting.get());
        waiting.remove();
    }

    @Override
    public void resume() {
        waiting.set(suspended.get());
        suspended.remove();
    }

    @Override
    public void afterCommit() {
        if (waiting.get() != null) {
            waiting.get().forEach(queue::moderate);
        }
    }

    @Override
    public void afterCompletion(int status) {
        waiting.remove();
    }
}
