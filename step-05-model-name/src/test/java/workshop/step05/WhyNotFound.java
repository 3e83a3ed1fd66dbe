package workshop.step05;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import java.util.Optional;
import java.util.stream.Stream;
import workshop.queue.Discard;

/** A model's name was looked up, and its class not found. Looks a second time, by other names. */
record WhyNotFound(Refs refs, EntityManagerFactory factory) {

    /** So many milliseconds are enough for a table that another thread fills. */
    private static final int A_MOMENT = 100;

    private static volatile boolean hasWaited;

    /**
     * Why it was not found, as a sentence.
     *
     * @param hint what is special about the model; empty when nothing is
     */
    String look(String name, Class<?> type, String hint) {
        var found = LookUp.of(refs, name);
        if (found.thrown() != null && !(found.thrown() instanceof Discard)) {
            return "A model has that name: looking it up must not throw.";
        }
        return later(name, type)
                .or(() -> bySameObject(type))
                .or(() -> byAPart(name))
                .or(() -> bySimpleName(name, found))
                .or(() -> hint.isEmpty() ? Optional.empty() : Optional.of(hint))
                .or(() -> byClassName(type))
                .orElse(
                        "JPA knows it by that name: it is one of factory.getMetamodel()"
                                + ".getEntities(), and its getName() says so. Where do you look?");
    }

    /** Is it found a moment later? Waits once in a run. */
    private Optional<String> later(String name, Class<?> type) {
        boolean comes = LookUp.of(refs, name).is(type);
        for (int waited = 0; waited < A_MOMENT && !comes && !hasWaited; waited += 10) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            comes = LookUp.of(refs, name).is(type);
        }
        hasWaited |= !comes;
        return comes
                ? Optional.of(
                        """
                        A moment later, the same name is found. If another thread fills what you \
                        look in, wait for it: until then honest messages end among the dead \
                        letters.\
                        """)
                : Optional.empty();
    }

    private Optional<String> bySameObject(Class<?> type) {
        return entities()
                .filter(entity -> entity.getJavaType() == type)
                .map(entity -> LookUp.of(refs, entity.getName()))
                .filter(found -> found.is(type))
                .map(
                        found ->
                                """
                                With JPA's own String object for that name, the class is found; \
                                with another that has the same letters, it is not. Compare with \
                                equals, not with ==.\
                                """)
                .findFirst();
    }

    /** Is a part of the name enough, or a longer one? */
    private Optional<String> byAPart(String name) {
        return Stream.of(name.substring(1), name.substring(0, name.length() - 1), "x" + name)
                .filter(other -> entities().noneMatch(model -> model.getName().equals(other)))
                .filter(other -> LookUp.of(refs, other).found())
                .map(
                        other ->
                                """
                                Looking up "%s", which no model is called, found a class, too: %s. \
                                Compare the whole name, letter by letter.\
                                """
                                        .formatted(other, LookUp.of(refs, other)))
                .findFirst();
    }

    /** Is that the simple name of the wrong class, and does JPA's find it, too? */
    private Optional<String> bySimpleName(String name, LookUp found) {
        return entities()
                .filter(entity -> found.is(entity.getJavaType()))
                .filter(entity -> entity.getJavaType().getSimpleName().equals(name))
                .map(EntityType::getName)
                .filter(other -> !other.equals(name))
                .map(
                        other ->
                                LookUp.of(refs, other).equals(found)
                                        ? """
                                        That class is found by two names: by JPA's, "%s", and by \
                                        its simple name, "%s", which is another model's. Compare \
                                        EntityType.getName(), and nothing beside it.\
                                        """
                                                .formatted(other, name)
                                        : """
                                        "%s" is that class's simple name, but JPA calls it "%s". \
                                        Compare EntityType.getName().\
                                        """
                                                .formatted(name, other))
                .findFirst();
    }

    private Optional<String> byClassName(Class<?> type) {
        return LookUp.of(refs, type.getName()).is(type)
                ? Optional.of(
                        "Its full class name is found. But the message holds the name that JPA"
                                + " knows (EntityType.getName()), and a name from the wire is no"
                                + " class name.")
                : Optional.empty();
    }

    private Stream<EntityType<?>> entities() {
        return factory.getMetamodel().getEntities().stream();
    }
}
