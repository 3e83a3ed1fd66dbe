package workshop.step05;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import workshop.queue.Discard;

/**
 * Finds a moderated model by its name, and the name of an object's model: Django's {@code
 * apps.get_model}, and the way back.
 */
@Component
public class Refs {

    private final EntityManagerFactory factory;
    private static volatile Map<String, Class<? extends Moderated>> models;

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
        // end::typeOf[]
        if (models == null) {
            models =
                    factory.getMetamodel().getEntities().stream()
                            .filter(each -> Moderated.class.isAssignableFrom(each.getJavaType()))
                            .collect(
                                    Collectors.toUnmodifiableMap(
                                            EntityType::getName,
                                            each ->
                                                    each.getJavaType()
                                                            .asSubclass(Moderated.class)));
        }
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
