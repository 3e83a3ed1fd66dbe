package workshop.step06;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.hibernate.bytecode.internal.BytecodeProviderInitiator;
import org.hibernate.proxy.HibernateProxy;
import workshop.forum.Post;
import workshop.forum.Question;

/** Where an entity may hide in a record. */
final class Hideouts {

    static final Question QUESTION = new Question("Why is the sky blue?");

    @Entity
    static class Photograph {

        @Id private Long id;

        public Long getId() {
            return id;
        }

        @Override
        public String toString() {
            return "a day at the sea";
        }
    }

    static class Portrait extends Photograph {}

    static class Miniature extends Portrait {}

    static class Album extends ArrayList<Object> {

        private static final long serialVersionUID = 1;
    }

    static class Register extends HashMap<Object, Object> {

        private static final long serialVersionUID = 1;
    }

    public static class Envelope {

        public Question getIt() {
            return QUESTION;
        }
    }

    record Flag(String reason, Question about) {}

    record Duplicates(List<? extends Post> posts) {}

    private Hideouts() {}

    /** What tells most is first: where nothing hides the entity, and of which class it is. */
    static Map<String, Object> all() {
        var hidden = new LinkedHashMap<String, Object>();
        hidden.put(ANYWHERE, QUESTION);
        hidden.put("an entity of another package", new Photograph());
        hidden.put("a subclass of an entity", new Portrait());
        hidden.put("a subclass of a subclass of an entity", new Miniature());
        hidden.put("Hibernate's proxy of an entity", hibernateProxy());
        hidden.put("Hibernate's lazy proxy of a row", lazyProxy());
        hidden.put("an entity as a component of a record in it", new Flag("spam", QUESTION));
        hidden.put("an entity in a list", List.of(QUESTION));
        hidden.put("an entity in a list in a record", new Duplicates(List.of(QUESTION)));
        hidden.put("an entity at the end of a list", List.of("spam", 7, QUESTION));
        hidden.put("an entity in a list in a list", List.of(List.of(), List.of(QUESTION)));
        hidden.put("an entity in a set", Set.of(QUESTION));
        hidden.put("an entity in a map", Map.of("en", QUESTION));
        hidden.put("an entity in an Optional", Optional.of(QUESTION));
        hidden.put("an entity in a list in an Optional", Optional.of(List.of(QUESTION)));
        hidden.put("an entity in a map in a map", Map.of("de", Map.of("en", QUESTION)));
        hidden.put("an entity in an array", new Question[] {QUESTION});
        hidden.put("an entity in an array of anything", new Object[] {"spam", QUESTION});
        hidden.put(
                "an entity three records deep",
                new SomeClass(1, List.of(new SomeClass(Map.of("en", new Flag("a", QUESTION)), 2))));
        hidden.put("an entity behind a getter", new Envelope());
        hidden.put("an entity in a Map.Entry", Map.entry("en", QUESTION));
        hidden.put("an entity in an AtomicReference", new AtomicReference<>(QUESTION));
        hidden.put("an entity in an iterator", List.of(QUESTION).iterator());
        hidden.put("an entity in a stream", Stream.of(QUESTION));
        var album = new Album();
        album.add(QUESTION);
        hidden.put("an entity in a class that extends ArrayList", album);
        hidden.put("an entity as the key of a map", Map.of(QUESTION, "en"));
        hidden.put("an entity as the key of a Map.Entry", Map.entry(QUESTION, "en"));
        var register = new Register();
        register.put(QUESTION, "en");
        hidden.put("an entity as a key in a class that extends HashMap", register);
        return hidden;
    }

    static final String ANYWHERE = "an entity in a component that could be anything";

    /** Of those, the ones that only their class tells from the first. */
    static final Set<String> OTHER_CLASSES =
            Set.of(
                    "an entity of another package",
                    "a subclass of an entity",
                    "a subclass of a subclass of an entity",
                    "Hibernate's proxy of an entity",
                    "Hibernate's lazy proxy of a row");

    /** Of those, the ones in objects that hold others, and are no collections. */
    static final Set<String> HOLDERS =
            Set.of(
                    "an entity in a Map.Entry",
                    "an entity in an AtomicReference",
                    "an entity in an iterator",
                    "an entity in a stream");

    /**
     * Made by the real Hibernate: its class extends Question and does not inherit the annotation.
     */
    private static Object hibernateProxy() {
        return BytecodeProviderInitiator.buildDefaultBytecodeProvider()
                .getProxyFactoryFactory()
                .buildBasicProxyFactory(Question.class)
                .getProxy();
    }

    /** What a session hands out for row 7 before it is loaded. */
    private static Object lazyProxy() {
        var factory =
                BytecodeProviderInitiator.buildDefaultBytecodeProvider()
                        .getProxyFactoryFactory()
                        .buildProxyFactory(null);
        factory.postInstantiate(
                Question.class.getName(),
                Question.class,
                Set.of(HibernateProxy.class),
                null,
                null,
                null);
        return factory.getProxy(7L, null);
    }
}
