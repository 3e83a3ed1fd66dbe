package workshop.step05;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import java.util.Comparator;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.proxy.HibernateProxy;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import workshop.elsewhere.Bulletin;
import workshop.grading.Exercise;

/**
 * {@code nameOf} gives the name that JPA knows, for new, managed and detached objects and for lazy
 * proxies of every moderated entity, even one that extends another entity or sounds like a proxy.
 * It costs no statement and loads nothing. What is no entity is refused at the call.
 */
@Exercise(
        id = "5.3",
        title = "A lazy proxy is still a Question",
        points = 15,
        stars = 2,
        edit = "Refs.java")
@Step05Test
class LazyProxyTest {

    private static final Comparator<EntityType<?>> BY_CLASS =
            Comparator.comparing(entity -> entity.getJavaType().getName());

    private final Refs refs;
    private final Step05Fixture forum;
    private final EntityManagerFactory factory;
    private final AutowireCapableBeanFactory beans;

    LazyProxyTest(
            Refs refs,
            Step05Fixture forum,
            EntityManagerFactory factory,
            AutowireCapableBeanFactory beans) {
        this.refs = refs;
        this.forum = forum;
        this.factory = factory;
        this.beans = beans;
    }

    @Test
    void an_object_knows_the_name_of_its_model() {
        named("Question", new Question("?"), "a new question");
        named("Comment", new Comment("!"), "a new comment");
        named(
                "Notice",
                new Notice("!"),
                "a new notice, an entity that only the tests know. No list of types is complete;"
                        + " JPA has its own");
    }

    @Test
    void it_is_the_name_that_jpa_knows_not_the_name_of_the_class() {
        named(
                "Reply",
                new FollowUp("And?"),
                """
                a FollowUp. The class was renamed; both ends know the model by the name in its \
                @Entity\
                """);
        named(
                "ArchivedQuestion",
                new workshop.step05.archive.Question("2009?"),
                """
                an archived question. Its class is called Question, too, but by that name the \
                worker would load another row\
                """);
    }

    @Test
    void a_lazy_proxy_is_still_a_question() {
        forum.insert(5, new Question("?"));
        forum.insert(5, new FollowUp("And?"));
        forum.inTransaction(
                em -> {
                    named("Question", em.getReference(Question.class, 5L), "a lazy proxy");
                    named("Reply", em.getReference(FollowUp.class, 5L), "a FollowUp's lazy proxy");
                });
    }

    @Test
    void its_name_costs_no_query() {
        forum.insert(5, new Question("?"));
        forum.inTransaction(
                em -> {
                    var proxy = em.getReference(Question.class, 5L);
                    var statistics = forum.statistics();
                    var name = nameOf(refs, proxy);
                    long statements = statistics.getPrepareStatementCount();
                    var loads = statements == 0 ? null : whatLoads();

                    Check.that(
                            statements == 0 && !Hibernate.isInitialized(proxy),
                            loads,
                            """
                            nameOf was asked for the name of a lazy proxy, and answered: %s
                            For that it loaded the row, with %s. The name of its \
                            model does not depend on what is in the row.%s\
                            """,
                            name.words(),
                            Check.count(statements, "SQL statement"),
                            loads == null ? "" : " Without a row it fails, in this line:");
                });
    }

    /** Where there is no row, loading it fails: that leads to the line. */
    private Throwable whatLoads() {
        return forum.see(em -> nameOf(refs, em.getReference(Question.class, 404L)).thrown());
    }

    @Test
    void a_row_that_does_not_exist_does_not_matter() {
        forum.inTransaction(
                em ->
                        named(
                                "Question",
                                em.getReference(Question.class, 5L),
                                """
                                a lazy proxy whose row does not exist. Its name does not need the \
                                row, so nothing has to be loaded\
                                """));
    }

    @Test
    void a_lazy_proxy_that_has_been_loaded_is_still_a_proxy() {
        forum.insert(5, new Question("?"));
        forum.insert(5, new FollowUp("And?"));
        var loaded = ", whose row has been loaded since: it stays a proxy";
        forum.inTransaction(
                em -> {
                    var question = em.getReference(Question.class, 5L);
                    var followUp = em.getReference(FollowUp.class, 5L);
                    Hibernate.initialize(question);
                    Hibernate.initialize(followUp);
                    named("Question", question, "a lazy proxy" + loaded);
                    named("Reply", followUp, "a FollowUp's lazy proxy" + loaded);
                });
    }

    @Test
    void an_object_that_is_equal_to_others_has_a_name_all_the_same() {
        named("Bulletin", new Bulletin("!"), "a bulletin");
        forum.inTransaction(
                em ->
                        named(
                                "Bulletin",
                                em.getReference(Bulletin.class, 5L),
                                """
                                a bulletin's lazy proxy. Bulletins with the same text are equal, \
                                so equals() and hashCode() load the row, as soon as an object is \
                                the key of a map. A name belongs to a class\
                                """));
    }

    @Test
    void it_does_not_matter_whether_the_object_is_managed() {
        var question = forum.insert(5, new Question("?"));
        named("Question", question, "a detached question");
        forum.inTransaction(
                em -> named("Question", em.find(Question.class, 5L), "a managed question"));
    }

    @Test
    void an_entity_that_sounds_like_a_proxy_has_its_own_name() {
        var sounds =
                """
                . Its class is called Poll$HibernateProxyVote, and is no proxy at all: a word in a \
                class's name does not make one\
                """;
        named("ProxyVote", new Poll.HibernateProxyVote("yes"), "a vote" + sounds);
        forum.inTransaction(
                em ->
                        named(
                                "ProxyVote",
                                em.getReference(Poll.HibernateProxyVote.class, 5L),
                                "a vote's lazy proxy" + sounds));
    }

    @Test
    void an_entity_that_extends_another_has_its_own_name() {
        for (var order : List.of(BY_CLASS, BY_CLASS.reversed())) {
            var ordered = OrderedModels.refs(beans, factory, order, () -> {});
            named(ordered, "Notice", new Notice("!"), "a notice. PinnedNotice extends Notice");
            named(
                    ordered,
                    "PinnedNotice",
                    new PinnedNotice("!"),
                    """
                    a pinned notice. PinnedNotice extends Notice, so it is an instance of both; \
                    JPA lists its entities in no fixed order; the test tried two orders\
                    """);
        }
    }

    /** A proxy that does not look into its row may go by the name of the entity above. */
    @Test
    void a_lazy_proxy_has_the_name_of_its_own_row_whatever_was_asked_before() {
        forum.insert(5, new PinnedNotice("!"));
        forum.insert(6, new Notice("!"));
        forum.inTransaction(
                em -> {
                    var before = nameOf(refs, em.getReference(Notice.class, 5L));
                    var name = nameOf(refs, em.getReference(Notice.class, 6L));
                    Check.that(
                            "Notice".equals(name.name()),
                            name.thrown(),
                            """
                            PinnedNotice extends Notice. nameOf was asked for the names of two \
                            lazy proxies: that of Notice 5, which is a pinned notice, and then \
                            that of Notice 6, which is none. The answers were: %s, and %s. The \
                            second is called Notice. All lazy proxies of notices have one class, \
                            so it does not tell what a row is.\
                            """,
                            before.words(),
                            name.words());
                });
    }

    @Test
    void an_object_that_is_no_entity_is_refused_at_the_call() {
        var draft = new Draft();
        String name;
        try {
            name = refs.nameOf(draft);
        } catch (UnsupportedOperationException refused) {
            Check.rethrowTodo(refused);
            return;
        } catch (RuntimeException refused) {
            return;
        }
        throw new AssertionError(
                """
                nameOf returned %s for an object that is no entity. No worker can look that up: \
                throw an exception and refuse it here, where the mistake was made.\
                """
                        .formatted(name == null ? "null" : "\"" + name + "\""));
    }

    /** Extends the mixin, but JPA does not know it. */
    private static final class Draft extends Moderated {}

    private void named(String name, Moderated object, String what) {
        named(refs, name, object, what);
    }

    private static void named(Refs refs, String name, Moderated object, String what) {
        var answer = nameOf(refs, object);
        Check.that(
                name.equals(answer.name()),
                answer.thrown(),
                "nameOf was asked for the name of %s.\nIt is %s; the answer was: %s%s",
                what,
                name,
                answer.words(),
                hint(object, answer));
    }

    private static String hint(Moderated object, Answer answer) {
        if (answer.words().contains("persistence context")) {
            return "\nThe name must not depend on one: ask the factory, not an EntityManager.";
        } else if ("".equals(answer.name())) {
            return "\nThe name in an @Entity is empty where no one set it. JPA's metamodel knows"
                    + " each name.";
        }
        if (!(object instanceof HibernateProxy proxy)) {
            return "";
        }
        return proxy.getHibernateLazyInitializer().getEntityName().equals(answer.name())
                ? "\n"
                        + "That is the whole name of its class, and of Hibernate's entity. JPA has"
                        + " another one, which the worker looks for: EntityType.getName()."
                : "\nThe object's own class is " + object.getClass().getSimpleName() + ".";
    }

    /** The name, or what was thrown. */
    private record Answer(String name, Throwable thrown) {

        String words() {
            return thrown != null
                    ? Check.words(thrown)
                    : "".equals(name) ? "\"\", an empty text." : String.valueOf(name);
        }
    }

    private static Answer nameOf(Refs refs, Moderated object) {
        try {
            return new Answer(refs.nameOf(object), null);
        } catch (UnsupportedOperationException e) {
            Check.rethrowTodo(e);
            return new Answer(null, e);
        } catch (RuntimeException e) {
            return new Answer(null, e);
        }
    }
}
