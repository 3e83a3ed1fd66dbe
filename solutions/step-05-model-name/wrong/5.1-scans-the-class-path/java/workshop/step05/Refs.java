package workshop.step05;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import workshop.queue.Discard;

/**
 * Finds a moderated model by its name, and the name of an object's model: Django's {@code
 * apps.get_model}, and the way back.
 */
@Component
public class Refs {

    private final EntityManagerFactory factory;

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
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(Moderated.class));
        for (var candidate : scanner.findCandidateComponents("workshop.step05")) {
            var type = ClassUtils.resolveClassName(candidate.getBeanClassName(), null);
            var entity = type.getAnnotation(Entity.class);
            if (entity != null
                    && name.equals(
                            entity.name().isEmpty() ? type.getSimpleName() : entity.name())) {
                return type.asSubclass(Moderated.class);
            }
        }
        throw new Discard("No moderated model is called \"%s\".".formatted(name));
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
}
