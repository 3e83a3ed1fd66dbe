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
        // tag::find[]
        var post = entities.find(refs.typeOf(ref.model()), ref.id());
        // end::find[]
        if (post == null) {
            throw new Discard(ref + " is gone.");
        }
        return post;
    }
}
