package workshop.step05;

import jakarta.persistence.EntityManagerFactory;
import java.util.Optional;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.stereotype.Component;
import workshop.queue.Discard;

/**
 * Finds a moderated model by its name, and the name of an object's model: Django's {@code
 * apps.get_model}, and the way back.
 */
@Component
public class Refs {

    private final EntityManagerFactory factory;
    private final ConcurrentMapCache cache = new ConcurrentMapCache("models");

    private Class<? extends Moderated> find(String name) {
        for (var entity : factory.getMetamodel().getEntities()) {
            if (entity.getName().equals(name)
                    && Moderated.class.isAssignableFrom(entity.getJavaType())) {
                return entity.getJavaType().asSubclass(Moderated.class);
            }
        }
        return null;
    }

    public Refs(EntityManagerFactory factory) {
        this.factory = factory;
    }

    /**
     * The entity class of the model with this name.
     *
     * @param name came over the wire, so it may be anything
     * @throws Discard when it is not the name of a moderated model
     */
    public Class<? extends Moderated> typeOf(String name) {
        // tag::typeOf[]
        var found = cache.get(name, () -> Optional.ofNullable(find(name)));
        if (found.isPresent()) {
            return found.get();
        }
        // end::typeOf[]
        throw new Discard("No moderated model is called \"%s\".".formatted(name));
    }

    /**
     * The name by which this object's model travels; {@link #typeOf} turns it back into the class.
     * The object may be a lazy proxy.
     */
    // tag::nameOf[]
    public String nameOf(Moderated object) {
        var type = factory.getPersistenceUnitUtil().getClass(object);
        return factory.getMetamodel().entity(type).getName();
    }

    // end::nameOf[]

    /** The ref that travels instead of this object. */
    public Ref refTo(Moderated object) {
        if (object.getId() == null) {
            throw new IllegalArgumentException(
                    "%s has no id yet: save it first.".formatted(nameOf(object)));
        }
        return new Ref(nameOf(object), object.getId());
    }
}
