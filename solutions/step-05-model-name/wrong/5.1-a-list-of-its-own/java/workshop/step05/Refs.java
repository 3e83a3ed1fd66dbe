package workshop.step05;

import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import org.springframework.stereotype.Component;
import workshop.queue.Discard;

/**
 * Knows every moderated model by its name, and every object's name. Django's {@code
 * apps.get_model}, and the way back.
 */
@Component
public class Refs {

    private final EntityManagerFactory factory;

    public Refs(EntityManagerFactory factory) {
        this.factory = factory;
    }

    /**
     * The entity class of that name.
     *
     * @param name came over the wire: it may be anything
     * @throws Discard when it is not the name of a moderated model
     */
    public Class<? extends Moderated> typeOf(String name) {
        var models =
                Map.of(
                        "Question",
                        Question.class,
                        "Answer",
                        Answer.class,
                        "Comment",
                        Comment.class,
                        "Review",
                        Review.class);
        if (models.containsKey(name)) {
            return models.get(name);
        }
        throw new Discard("No moderated model is called \"%s\".".formatted(name));
    }

    /**
     * The name under which this object's model travels: what {@link #typeOf} turns into its class.
     * The object may be a lazy proxy.
     */
    public String nameOf(Moderated object) {
        var type = factory.getPersistenceUnitUtil().getClass(object);
        return factory.getMetamodel().entity(type).getName();
    }

    /** What travels instead of this object. */
    public Ref refTo(Moderated object) {
        if (object.getId() == null) {
            throw new IllegalArgumentException(
                    "%s has no id yet: save it first.".formatted(nameOf(object)));
        }
        return new Ref(nameOf(object), object.getId());
    }
}
