package workshop.step05;

import jakarta.persistence.EntityManager;
import jakarta.persistence.metamodel.EntityType;
import java.util.Comparator;
import java.util.Objects;
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
        return entities.getMetamodel().getEntities().stream()
                .sorted(Comparator.comparing(EntityType::getName))
                .filter(type -> Moderated.class.isAssignableFrom(type.getJavaType()))
                .map(type -> (Moderated) entities.find(type.getJavaType(), ref.id()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new Discard(ref + " is gone."));
    }
}
