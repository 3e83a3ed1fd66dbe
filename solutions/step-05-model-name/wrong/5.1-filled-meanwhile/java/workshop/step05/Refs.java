package workshop.step05;

import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import workshop.queue.Discard;

/**
 * Finds a moderated model by its name, and the name of an object's model: Django's {@code
 * apps.get_model}, and the way back.
 */
@Component
public class Refs {

    private final EntityManagerFactory factory;
    private final Map<String, Class<? extends Moderated>> models = new ConcurrentHashMap<>();

    public Refs(EntityManagerFactory factory) {
        this.factory = factory;
        new Thread(this::fill, "fills-the-table").start();
    }

    private void fill() {
        for (var entity : factory.getMetamodel().getEntities()) {
            if (Moderated.class.isAssignableFrom(entity.getJavaType())) {
                models.put(entity.getName(), entity.getJavaType().asSubclass(Moderated.class));
            }
        }
    }

    /**
     * The entity class of the model with this name.
     *
     * @param name came over the wire, so it may be anything
     * @throws Discard when it is not the name of a moderated model
     */
    public Class<? extends Moderated> typeOf(String name) {
        // tag::typeOf[]
        // end::typeOf[]
        var type = models.get(name);
        if (type == null) {
            throw new Discard("No moderated model is called \"%s\".".formatted(name));
        }
        return type;
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
