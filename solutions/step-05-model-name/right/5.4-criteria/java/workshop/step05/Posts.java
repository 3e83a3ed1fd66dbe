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
        return select(refs.typeOf(ref.model()), ref);
    }

    private <T extends Moderated> Moderated select(Class<T> type, Ref ref) {
        var builder = entities.getCriteriaBuilder();
        var query = builder.createQuery(type);
        var post = query.from(type);
        query.select(post).where(builder.equal(post.get("id"), ref.id()));
        return entities.createQuery(query).getResultList().stream()
                .findFirst()
                .orElseThrow(() -> new Discard(ref + " is gone."));
    }
}
