package workshop.step05;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import workshop.elsewhere.Bulletin;
import workshop.grading.Exercise;

/**
 * {@code typeOf} turns the name that JPA knows into the class, for every moderated entity of the
 * metamodel: without a list, without a repository, in whatever order JPA lists them, and for every
 * thread from the first call on. What JPA does not manage is no model.
 */
@Exercise(
        id = "5.1",
        title = "Look a model up by its name",
        points = 20,
        stars = 1,
        edit = "Refs.java")
@Step05Test
class GetModelTest {

    private static final Comparator<EntityType<?>> BY_CLASS =
            Comparator.comparing(entity -> entity.getJavaType().getName());

    /** The last one in that order. */
    private static final String LAST = "ArchivedQuestion";

    private final Refs refs;
    private final EntityManagerFactory factory;
    private final AutowireCapableBeanFactory beans;

    GetModelTest(Refs refs, EntityManagerFactory factory, AutowireCapableBeanFactory beans) {
        this.refs = refs;
        this.factory = factory;
        this.beans = beans;
    }

    @Test
    void every_model_is_found_by_its_name() {
        found(refs, "Question", Question.class, "");
        found(refs, "Answer", Answer.class, "");
        found(refs, "Comment", Comment.class, "");
    }

    @Test
    void a_model_that_no_list_knows_is_found() {
        var seesAnEntityWithRepository = lookUp(refs, "Reply").equals(FollowUp.class.getName());
        found(
                refs,
                "Notice",
                Notice.class,
                seesAnEntityWithRepository
                        ? "Notice has no repository. Extending Moderated is all that registers a"
                                + " model: look among the entities that JPA knows."
                        : "Notice is an entity that only the tests know. A list of types, or a"
                                + " switch, has to be kept beside JPA's own list, and forgets the"
                                + " next type: look among the entities that JPA knows.");
        found(refs, "PinnedNotice", PinnedNotice.class, "It is an entity that extends an entity.");
        found(
                refs,
                "Bulletin",
                Bulletin.class,
                """
                It is a model of another package. Extending Moderated is all that registers a \
                model; where its class is does not matter.\
                """);
    }

    @Test
    void a_class_that_was_renamed_is_found_by_the_name_it_kept() {
        found(
                refs,
                "Reply",
                FollowUp.class,
                """
                Its class has been called FollowUp since last year, and @Entity(name = "Reply") \
                kept the name for the messages that are still in the queue. Ask JPA for its name \
                (EntityType.getName()), not the class.\
                """);
        found(
                refs,
                "ProxyVote",
                Poll.HibernateProxyVote.class,
                """
                That is the name in the class's @Entity; the class and its table are called \
                otherwise. Ask JPA for its name (EntityType.getName()), not the class.\
                """);
    }

    @Test
    void two_classes_with_the_same_simple_name_are_told_apart() {
        for (var order : List.of(BY_CLASS, BY_CLASS.reversed())) {
            var ordered = OrderedModels.refs(beans, factory, order, () -> {});
            found(
                    ordered,
                    "ArchivedQuestion",
                    workshop.step05.archive.Question.class,
                    """
                    JPA knows the class archive.Question by that name, and knows no other model by \
                    it. Compare the whole name (EntityType.getName()), not a part of it and not \
                    the class's.\
                    """);
            found(
                    ordered,
                    "Question",
                    Question.class,
                    """
                    Two packages each have a class called Question, and JPA lists its entities in \
                    no fixed order (the test tried two). A class's simple name is not unique, \
                    JPA's name is.\
                    """);
        }
    }

    @Test
    void the_name_of_a_class_is_no_name_when_jpa_has_another() {
        var found = lookUp(refs, "FollowUp");
        Check.that(
                !found.startsWith("workshop"),
                """
                Looking up "FollowUp" found the class %s. That is how the class is called today; \
                JPA knows the model as "Reply", and by no second name. A name that is also \
                accepted breaks when the class is renamed again.\
                """,
                found);
    }

    @Test
    void a_class_that_jpa_does_not_manage_is_no_model() {
        var found = lookUp(refs, "Withdrawn");
        Check.that(
                !found.startsWith("workshop"),
                """
                Looking up "Withdrawn" found the class %s. It carries @Entity, but JPA was told \
                to leave it out, and it has no table: look among the entities that JPA manages, \
                not among classes.\
                """,
                found);
    }

    @Test
    void a_second_thread_gets_the_same_answer_meanwhile() {
        found(refs, LAST, workshop.step05.archive.Question.class, "");
        var second = new SecondWorker();
        second.refs = OrderedModels.refs(beans, factory, BY_CLASS, second::comes);
        var first = lookUp(second.refs, LAST);
        var expected = workshop.step05.archive.Question.class.getName();

        Check.that(
                first.equals(expected) && second.answer().equals(expected),
                """
                Two threads looked up "ArchivedQuestion" at the same time: the second came while \
                the first was half-way through JPA's entities. The first one's answer: %s
                The second one's answer: %s
                One Refs serves all worker threads. If you keep a map, fill it before others can \
                see it, or build it in the constructor.\
                """,
                first,
                second.answer());
    }

    /** Comes once, when another thread is half-way through the list of entities. */
    private static final class SecondWorker {

        /** If it waits for so many milliseconds in a row, it waits for the first one. */
        private static final int PATIENCE = 30;

        private volatile Refs refs;
        private volatile String answer;
        private Thread thread;

        void comes() {
            if (refs == null || thread != null) {
                return;
            }
            thread = new Thread(this::lookUpTheLast, "second-worker");
            thread.start();
            try {
                for (int waited = 0; thread.isAlive() && waited < PATIENCE; ) {
                    thread.join(1);
                    waited = waits() ? waited + 1 : 0;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void lookUpTheLast() {
            answer = lookUp(refs, LAST);
        }

        /** For the first one, behind a lock: that is fine. */
        private boolean waits() {
            var state = thread.getState();
            return state == Thread.State.BLOCKED || state == Thread.State.WAITING;
        }

        /** Looks it up now if the first one was never half-way. */
        String answer() {
            try {
                if (thread == null) {
                    lookUpTheLast();
                } else {
                    thread.join();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return answer;
        }
    }

    /** Nothing to do here: this is why you can rely on JPA's name. */
    @Test
    void two_entities_with_the_same_name_stop_the_application_from_starting() {
        try (var registry =
                new StandardServiceRegistryBuilder()
                        .applySetting(JdbcSettings.ALLOW_METADATA_ON_BOOT, false)
                        .applySetting(JdbcSettings.JAKARTA_HBM2DDL_DB_NAME, "H2")
                        .build()) {
            var twoQuestions =
                    new MetadataSources(registry)
                            .addAnnotatedClass(Question.class)
                            .addAnnotatedClass(workshop.forum.Question.class);

            assertThatThrownBy(twoQuestions::buildMetadata)
                    .as(
                            "Hibernate starts with two classes that claim the entity name"
                                    + " \"Question\".")
                    .hasMessageContaining(Question.class.getName())
                    .hasMessageContaining(workshop.forum.Question.class.getName());
        }
    }

    private void found(Refs refs, String name, Class<?> type, String hint) {
        var found = lookUp(refs, name);
        if (found.equals(type.getName())) {
            return;
        }
        var why =
                byAPart(refs, name)
                        .or(() -> bySimpleName(refs, name, found))
                        .orElse(hint.isEmpty() ? byClassName(refs, type) : hint);
        throw new AssertionError(
                "Looking up the model \"%s\", whose class is %s, gave: %s\n%s"
                        .formatted(name, type.getName(), found, why));
    }

    /** A second look: is a part of the name enough, or a longer one? */
    private static Optional<String> byAPart(Refs refs, String name) {
        return Stream.of(name.substring(1), name.substring(0, name.length() - 1), "x" + name)
                .filter(other -> lookUp(refs, other).startsWith("workshop"))
                .map(
                        other ->
                                """
                                Looking up "%s", which no model is called, found a class, too: %s. \
                                Compare the whole name, letter by letter.\
                                """
                                        .formatted(other, lookUp(refs, other)))
                .findFirst();
    }

    /** A second look: is that the simple name of the wrong class, and does JPA's find it, too? */
    private Optional<String> bySimpleName(Refs refs, String name, String found) {
        return factory.getMetamodel().getEntities().stream()
                .filter(entity -> entity.getJavaType().getName().equals(found))
                .filter(entity -> entity.getJavaType().getSimpleName().equals(name))
                .map(EntityType::getName)
                .filter(other -> !other.equals(name))
                .map(
                        other ->
                                lookUp(refs, other).equals(found)
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

    /** A second look: which name would have been right for this answer? */
    private String byClassName(Refs refs, Class<?> type) {
        return lookUp(refs, type.getName()).equals(type.getName())
                ? "Its full class name is found. But the message holds the name that JPA knows"
                        + " (EntityType.getName()), and a name from the wire is no class name."
                : "JPA knows it by that name (EntityType.getName()).";
    }

    /** The name of the class that was found, or what happened instead. */
    private static String lookUp(Refs refs, String name) {
        try {
            var type = refs.typeOf(name);
            return type == null ? "null" : type.getName();
        } catch (UnsupportedOperationException todo) {
            throw todo;
        } catch (RuntimeException | LinkageError e) {
            return Check.words(e);
        }
    }
}
