package workshop.step05;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Component;
import workshop.queue.Discard;

/** Finds the object that a ref names. */
@Component
public class Posts {

    private final EntityManager entities;
    private final Refs refs;

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
        var type = refs.typeOf(ref.model());
        var query = "select post from " + type.getName() + " post where post.id = ?1";
        var found = entities.createQuery(query, type).setParameter(1, ref.id()).getResultList();
        if (found.isEmpty()) {
            throw new Discard("No row: " + ref);
        }
        return found.get(0);
    }
}
