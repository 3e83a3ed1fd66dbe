package workshop.step05;

import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import workshop.queue.Discard;

/** Finds the object that a ref names. */
@Component
public class Posts {

    private final EntityManager entities;
    private final Refs refs;
    private final Map<Ref, Moderated> found = new ConcurrentHashMap<>();

    public Posts(EntityManager entities, Refs refs) {
        this.entities = entities;
        this.refs = refs;
    }

    /**
     * Loads it in the current transaction.
     *
     * @throws Discard when there is no such row (any more)
     */
    public Moderated get(Ref ref) {
        return found.computeIfAbsent(ref, this::find);
    }

    private Moderated find(Ref ref) {
        var post = entities.find(refs.typeOf(ref.model()), ref.id());
        if (post == null) {
            throw new Discard(ref + " is gone.");
        }
        return post;
    }
}
