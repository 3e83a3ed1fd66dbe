package workshop.step05;

import jakarta.persistence.EntityManagerFactory;
import org.springframework.stereotype.Component;
import workshop.queue.Discard;

/**
 * Finds a moderated model by its name, and the name of an object's model: Django's {@code
 * apps.get_model}, and the way back.
 */
@Component
public class Refs {

    private final EntityManagerFactory factory;

    /** Most messages come in runs of one model, so the last one is kept. */
    private String lastName;

    private Class<? extends Moderated> lastType;

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
        if (!name.equals(lastName)) {
            lastType = find(name);
            lastName = name;
        }
        return lastType;
    }

    /**
     * The name by which this object's model travels; {@link #typeOf} turns it back into the class.
     * The object may be a lazy proxy.
     */
    public String nameOf(Moderated object) {
        var type = factory.getPersistenceUnitUtil().getClass(object);
        return factory.getMetamodel().entity(type).getName();
    }

    /** The ref that travels instead of this object. */
    public Ref refTo(Moderated object) {
        if (object.getId() == null) {
            throw new IllegalArgumentException(
                    "%s has no id yet: save it first.".formatted(nameOf(object)));
        }
        return new Ref(nameOf(object), object.getId());
    }

    private Class<? extends Moderated> find(String name) {
        for (var entity : factory.getMetamodel().getEntities()) {
            if (entity.getName().equals(name)
                    && Moderated.class.isAssignableFrom(entity.getJavaType())) {
                return entity.getJavaType().asSubclass(Moderated.class);
            }
        }
        throw new Discard("No moderated model is called \"%s\".".formatted(name));
    }
}
