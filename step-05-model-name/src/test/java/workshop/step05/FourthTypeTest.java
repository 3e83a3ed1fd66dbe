package workshop.step05;

import static java.util.stream.Collectors.joining;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.Test;
import workshop.forum.Moderation;
import workshop.forum.Post;
import workshop.grading.Exercise;

/**
 * Review is an entity that extends Moderated itself, with a table and a name of its own, and keeps
 * its text in the mixin's body. It follows JPA's rules, so that JPA can load it and make a lazy
 * proxy of it. The worker moderates it; it does not moderate itself. Any further type joins the
 * same way.
 */
@Exercise(id = "5.7", title = "A fourth type joins", points = 10, stars = 1, edit = "Review.java")
@Step05Test
class FourthTypeTest {

    /** Whatever it is by now: a class that is no entity yet, or one that extends anything. */
    private static final Class<?> REVIEW = Review.class;

    private static final String TEXT = "Best   answer ever. ";

    private final Step05Fixture forum;
    private final ModerateTask task;
    private final EntityManagerFactory factory;

    FourthTypeTest(Step05Fixture forum, ModerateTask task, EntityManagerFactory factory) {
        this.forum = forum;
        this.task = task;
        this.factory = factory;
    }

    @Test
    void a_review_is_an_entity_that_extends_the_mixin() {
        Object review = new Review(TEXT);
        Check.that(
                known(REVIEW),
                """
                JPA does not know Review: it is not among the entities of the metamodel. Is it \
                marked as one? %s\
                """,
                REVIEW.getAnnotations().length == 0
                        ? "The class carries no annotation."
                        : "The class carries " + annotations() + ".");
        Check.that(
                review instanceof Moderated,
                """
                A review is an entity now, but its saves go unnoticed: Review does not extend \
                Moderated, and only what does is heard.\
                """);
        var parent = entityAbove();
        Check.that(
                parent.isEmpty(),
                """
                Review extends %s, which is an entity itself. So each review is one of those, too: \
                it lands in their table, shares their ids, and whoever asks for them finds \
                reviews. Extend Moderated.\
                """,
                parent.orElse(""));
        Check.that(
                factory.getMetamodel().entity(REVIEW).hasSingleIdAttribute(),
                """
                Review has more than one @Id. The mixin brings one already, and that alone has to \
                be the key: a ref holds one number.\
                """);
    }

    private Optional<String> entityAbove() {
        return Stream.<Class<?>>iterate(
                        REVIEW.getSuperclass(), Objects::nonNull, Class::getSuperclass)
                .filter(this::known)
                .map(Class::getSimpleName)
                .findFirst();
    }

    @Test
    void it_follows_the_rules_for_entities() {
        requireAnEntity();
        Check.that(
                !Modifier.isFinal(REVIEW.getModifiers()),
                "Review is final. JPA makes a lazy proxy by extending the class, and cannot.");
        var constructor =
                Stream.of(REVIEW.getDeclaredConstructors())
                        .filter(each -> each.getParameterCount() == 0)
                        .findFirst();
        Check.that(
                constructor.isPresent() && !Modifier.isPrivate(constructor.get().getModifiers()),
                """
                %s JPA calls it to make a review from a row, or a lazy proxy: it must be there, \
                and must not be private.\
                """,
                constructor.isPresent()
                        ? "Review's constructor without parameters is private."
                        : "Review has no constructor without parameters.");
        var closed =
                Stream.of(REVIEW.getDeclaredMethods())
                        .filter(each -> Modifier.isFinal(each.getModifiers()))
                        .filter(each -> !Modifier.isStatic(each.getModifiers()))
                        .filter(each -> !Modifier.isPrivate(each.getModifiers()))
                        .map(each -> each.getName() + "()")
                        .sorted()
                        .toList();
        Check.that(
                closed.isEmpty(),
                """
                Review declares as final: %s. A lazy proxy overrides each method to get at the \
                row. It cannot override a final one, which then reads and writes the proxy's own, \
                empty fields.\
                """,
                String.join(", ", closed));
    }

    @Test
    void a_review_is_kept_in_a_table_of_its_own() {
        requireAnEntity();
        var others =
                factory.getMetamodel().getEntities().stream()
                        .map(EntityType::getJavaType)
                        .filter(type -> type != REVIEW)
                        .filter(type -> forum.table(type).equalsIgnoreCase(reviews()))
                        .map(Class::getSimpleName)
                        .toList();
        Check.that(
                others.isEmpty(),
                """
                Reviews are kept in the table "%s", which is also that of %s: they share ids, and \
                whoever asks for one finds the other. Give Review a table of its own.\
                """,
                reviews(),
                others);
    }

    @Test
    void a_review_keeps_its_text() {
        requireAnEntity();
        keeps(TEXT);
        keeps("So long. ".repeat(25));
        keeps(TEXT);
    }

    private void save(Object review, String text) {
        boolean isThere =
                forum
                        .see(
                                em ->
                                        em.createQuery("from " + REVIEW.getName(), Post.class)
                                                .getResultList())
                        .stream()
                        .anyMatch(each -> text.equals(each.getBody()));
        try {
            forum.inTransaction(em -> em.persist(review));
        } catch (RuntimeException e) {
            var id = id(review);
            Check.that(
                    id == null || ((Post) review).getId() != null,
                    """
                    A review was made, and saving it failed. Its row had number %s, but its \
                    getId() returned null: leave the id and getId() to the mixin.\
                    """,
                    id);
            forum.saved(new Notice(text)); // fails, too, if that is no fault of Review's
            throw new AssertionError(
                    """
                    A review was made with a text of %d characters, and saving it failed. A \
                    notice, which only the tests know, takes that text. %s\
                    """
                            .formatted(
                                    text.length(),
                                    isThere
                                            ? "Another review has it already: two may say the same."
                                            : "Leave the body and its column as the mixin has them,"
                                                    + " and require no more than the text."),
                    e);
        }
    }

    private void keeps(String text) {
        Object review = new Review(text);
        save(review, text);
        var found = forum.see(em -> (Post) em.find(REVIEW, id(review)));
        Check.that(
                found != null,
                """
                A review was saved as number %s. Looked for by that id in the next transaction, it \
                is not found: does something hide it?\
                """,
                id(review));
        var loaded = found.getBody();
        Check.that(
                text.equals(loaded),
                """
                A review was made with the text "%s" and saved. Loaded again, getBody() is %s. The \
                text belongs in the mixin's body: hand it to super(…), and keep no second one.\
                """,
                text,
                loaded == null ? "null" : "\"" + loaded + "\"");
    }

    @Test
    void jpa_can_make_a_lazy_proxy_of_it() {
        requireAnEntity();
        var id = id(saved());
        forum.inTransaction(
                em -> {
                    Object proxy = em.getReference(REVIEW, id);
                    Check.that(
                            !Hibernate.isInitialized(proxy)
                                    && TEXT.equals(((Post) proxy).getBody()),
                            """
                            A lazy reference to a review was asked for, and JPA could not make \
                            one: is the class or its constructor without parameters closed to it?\
                            """);
                });
    }

    @Test
    void a_review_is_moderated_when_it_is_saved() {
        requireAnEntity();
        Object review = new Review(TEXT);
        forum.inTransaction(em -> em.persist(review));
        var early = shown(review);
        Check.that(
                early == null,
                """
                A new review was saved, no worker has run yet, and readers see "%s" already. The \
                worker moderates, not the review itself.\
                """,
                early);
        moderated(review, "A new review was saved.");

        forum.inTransaction(em -> ((Post) em.find(REVIEW, id(review))).setBody("Or   not."));
        var edited = forum.see(em -> ((Post) em.find(REVIEW, id(review))).getBody());
        Check.that(
                "Or   not.".equals(edited),
                """
                The text of a review was set to "Or   not." and its transaction committed. The \
                row still says "%s". Does Review override setBody(), or forbid updates?\
                """,
                edited);
        moderated(review, "A review was edited.");
    }

    @Test
    void a_type_that_only_the_tests_know_is_moderated_too() {
        for (var post :
                List.of(
                        new FollowUp("And then?  "),
                        new workshop.step05.archive.Question("In   2009?"),
                        new Notice("Be   kind."),
                        new Poll.HibernateProxyVote("  yes"))) {
            forum.saved(forum.withUnusedId(post));
            moderated(
                    post,
                    """
                    %s is an entity that only the tests know, and one was saved. If Review works \
                    and this one does not, one of your files lists the types that it works for \
                    (repositories are a list, too), or sends the name of a class where the worker \
                    expects JPA's name.\
                    """
                            .formatted(post.getClass().getSimpleName()));
        }
    }

    private boolean known(Class<?> type) {
        return factory.getMetamodel().getEntities().stream()
                .anyMatch(entity -> entity.getJavaType() == type);
    }

    private static String annotations() {
        return Stream.of(REVIEW.getAnnotations())
                .map(each -> "@" + each.annotationType().getSimpleName())
                .collect(joining(", "));
    }

    /** The first test tells what is missing; the others would only repeat it. */
    private void requireAnEntity() {
        Object review = new Review(TEXT);
        Check.that(
                known(REVIEW) && review instanceof Moderated,
                "Review is not yet an entity that extends Moderated.");
    }

    private String reviews() {
        return forum.table(REVIEW);
    }

    private Object saved() {
        Object review = new Review(TEXT);
        forum.inTransaction(em -> em.persist(review));
        return review;
    }

    private Object id(Object post) {
        return factory.getPersistenceUnitUtil().getIdentifier(post);
    }

    private String shown(Object post) {
        return forum.see(em -> ((Post) em.find(post.getClass(), id(post))).getShown());
    }

    /** Where the mixin does not come to rest at all, that is for 5.6 to say. */
    private void requireRest(String after, int runs) {
        if (runs < Step05Fixture.ENOUGH) {
            return;
        }
        forum.saved(new Notice("a second look"));
        int others = forum.moderate(task);
        Check.that(
                others >= Step05Fixture.ENOUGH,
                """
                %s
                The task ran %d times, and then the test stopped it. For a notice, which only the \
                tests know, it ran %d times. So it is this class that differs: does it override \
                needsModeration(), and say yes to the task's own save?\
                """,
                after,
                runs,
                others);
    }

    private void moderated(Object post, String after) {
        int runs = forum.moderate(task);
        var failure = forum.failure();
        var refused = forum.deadLetters();
        var now = forum.see(em -> (Post) em.find(post.getClass(), id(post)));
        if (Moderation.clean(String.valueOf(now.getBody())).equals(now.getShown())) {
            requireRest(after, runs);
            return;
        }
        var why =
                refused.isEmpty()
                        ? new WhoseFault(forum, task, now.getBody()).look(runs)
                        : new WhoseFault.Found(
                                "The task found no row to work on, or failed: the mistake may be in"
                                        + " 5.3 to 5.5.",
                                failure);
        throw new AssertionError(
                """
                %s
                The text is "%s", and readers see %s. %s%s\
                """
                        .formatted(
                                after,
                                now.getBody(),
                                now.getShown() == null ? "nothing" : "\"" + now.getShown() + "\"",
                                why.words(),
                                refused),
                why.trace());
    }
}
