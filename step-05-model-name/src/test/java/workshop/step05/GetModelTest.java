package workshop.step05;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import java.util.Comparator;
import java.util.List;
import org.hibernate.boot.MetadataSources;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import workshop.elsewhere.Bulletin;
import workshop.grading.Exercise;
import workshop.grading.FieldsOfOneCall;

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
        found(
                refs,
                "PinnedNotice",
                PinnedNotice.class,
                "PinnedNotice extends Notice, and is an entity with a name and a class of its"
                        + " own.");
        found(
                refs,
                "Comment2",
                Comment2.class,
                "A model's name may hold a digit, or any other letter that JPA takes.");
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
    void each_call_is_answered_for_itself() {
        var names = List.of("Question", "Question", "Nobody", "Nobody", "Comment", "Nobody");
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i);
            var found = lookUp(refs, name);
            Check.that(
                    name.equals("Nobody")
                            ? !found.startsWith("workshop.")
                            : found.equals("workshop.step05." + name),
                    """
                    These names were looked up, one after the other: %s. (No model is called \
                    Nobody.) The last look gave: %s
                    Alone, each name gets its answer. If you keep something from one call to the \
                    next, keep only whole answers, each under its own name.\
                    """,
                    String.join(", ", names.subList(0, i + 1)),
                    found);
        }
        requireNothingOfOneCall();
    }

    private void requireNothingOfOneCall() {
        var kept =
                FieldsOfOneCall.of(
                        refs, () -> lookUp(refs, "Question"), () -> lookUp(refs, "Comment"));
        Check.that(
                kept.size() < 2,
                """
                Question was looked up, then Comment, and then Question again, and these fields \
                held what belongs to one of them: %s. One Refs serves all worker threads: between \
                one thread's look and its return, another one may put its own model there. Keep \
                what one call needs in local variables.\
                """,
                String.join("; ", kept));
    }

    @Test
    void another_factory_has_models_of_its_own() {
        found(refs, "Question", Question.class, "");
        try (var other = OtherFactory.thatManages(Withdrawn.class)) {
            var others = OtherFactory.refs(beans, other);
            var its = LookUp.of(others, "Withdrawn");
            var ours = LookUp.of(others, "Question");
            var shared =
                    its.found() || !ours.found()
                            ? ""
                            : ObjectGraph.aModelInAStaticField(Refs.class);
            Check.that(
                    shared.isEmpty(),
                    """
                    A second Refs was made, for another EntityManagerFactory, which manages only \
                    Withdrawn. Looking up "Withdrawn" there gave: %s
                    Looking up "Question" there gave: %s
                    Those are the models of the first factory: the field "%s" is static, so both \
                    share it. Keep it in the object, beside the factory that it was read from.\
                    """,
                    its,
                    ours,
                    shared);
        }
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
                see it, or build it in the constructor; and keep no one's last question.\
                """,
                first,
                second.answer());
    }

    /** Comes once, when another thread is half-way through the list of entities. */
    private static final class SecondWorker {

        /** If it waits for so many milliseconds in a row, it waits for the first one. */
        private static final int PATIENCE = 30;

        private final Thread creator = Thread.currentThread();
        private volatile Refs refs;
        private volatile String answer;
        private Thread thread;

        void comes() {
            awaitRefs();
            if (refs == null || thread != null) {
                return;
            }
            thread = new Thread(this::lookUpTheLast, "second-worker");
            thread.start();
            try {
                for (int waited = 0; thread.isAlive() && waited < PATIENCE; ) {
                    thread.join(1);
                    waited = waits(thread) ? waited + 1 : 0;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** For code that leaves the list to a thread of its own, and does not wait for it. */
        private void awaitRefs() {
            try {
                for (int waited = 0; refs == null && creator != Thread.currentThread(); ) {
                    Thread.sleep(1);
                    waited = waits(creator) ? waited + 1 : 0;
                    if (waited == PATIENCE) {
                        return;
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void lookUpTheLast() {
            answer = lookUp(refs, LAST);
        }

        /** For the first one, behind a lock: that is fine. */
        private static boolean waits(Thread thread) {
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
        try (var registry = OtherFactory.registry()) {
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
        var found = LookUp.of(refs, name);
        Check.that(
                found.is(type),
                found.thrown(),
                "Looking up the model \"%s\", whose class is %s, gave: %s\n%s",
                name,
                type.getName(),
                found,
                found.is(type) ? "" : new WhyNotFound(refs, factory).look(name, type, hint));
    }

    /** The name of the class that was found, or what happened instead. */
    private static String lookUp(Refs refs, String name) {
        return LookUp.of(refs, name).toString();
    }
}
