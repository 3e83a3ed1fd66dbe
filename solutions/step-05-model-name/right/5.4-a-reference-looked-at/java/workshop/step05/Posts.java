package workshop.step05;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import org.hibernate.Hibernate;
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
        try {
            var post = entities.getReference(refs.typeOf(ref.model()), ref.id());
            Hibernate.initialize(post);
            return post;
        } catch (EntityNotFoundException e) {
            throw new Discard(ref + " is gone.");
        }
    }
}
