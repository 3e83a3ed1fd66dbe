package workshop.step05;

import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The mixin's other half: asks for moderation whenever a repository has saved a moderated object.
 */
@Component
public class EnqueueOnSave {

    private final Refs refs;
    private final ModerationQueue queue;

    public EnqueueOnSave(Refs refs, ModerationQueue queue) {
        this.refs = refs;
        this.queue = queue;
    }

    @TransactionalEventListener
    void saved(Moderated post) {
        queue.moderate(refs.refTo(post));
    }
}
