package workshop.step05;

import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import workshop.elsewhere.Bulletin;
import workshop.grading.Exercise;
import workshop.queue.Discard;
import workshop.step05.mines.Canary;

/**
 * {@code get} finds the row of that model with that id, whatever namesakes it has; for a row that
 * is gone it throws a Discard that says model and id. The class comes from Refs, and nothing else
 * is made of the name. It works for every model and every table, costs one statement and one row,
 * and keeps nothing. The object belongs to the current transaction. A row that is locked, or of a
 * model that extends the one asked for, is there. Other errors come out.
 */
@Exercise(
        id = "5.4",
        title = "Question 5 is not answer 5",
        points = 10,
        stars = 1,
        edit = "Posts.java")
@Step05Test
class NamesakesTest {

    /** A text, never {@code ThirdMine.class}: that would load the class. */
    private static final String MINE = "workshop.step05.mines.ThirdMine";

    private static final String ANY_TABLE =
            "Each table counts from 1: the model is part of the address, and refs.typeOf says which"
                    + " class it is.";
    private static final String LISTS_NO_MODELS =
            "Only the tests know that model. Posts needs no list of models, and no name of a"
                    + " class or table: whatever class refs.typeOf returns is the one to look for.";

    private static final String NO_REPOSITORY =
            "It is a model like the others, and has no repository. " + LISTS_NO_MODELS;

    private static final String KEEP_NOTHING =
            "Keep nothing from one look to the next, not even what was not there.";

    private static final String NAME_IN_THE_QUERY =
            """
            The name came over the wire, so whoever writes it decides what your query says. Let \
            refs.typeOf check it first, and use nothing but the class that it returns.\
            """;

    /** As an int, this is 5. */
    private static final long LONG = (1L << 32) + 5;

    private final Posts posts;
    private final Refs refs;
    private final Step05Fixture forum;
    private final AutowireCapableBeanFactory beans;

    NamesakesTest(Posts posts, Refs refs, Step05Fixture forum, AutowireCapableBeanFactory beans) {
        this.posts = posts;
        this.refs = refs;
        this.forum = forum;
        this.beans = beans;
    }

    @Test
    void each_finds_its_own_row() {
        forum.insert(5, new Question("a question"));
        forum.insert(5, new Answer("an answer"));
        forum.insert(5, new Comment("a comment"));

        finds("Answer", 5, "an answer");
        finds("Comment", 5, "a comment");
        finds("Question", 5, "a question");
    }

    @Test
    void in_one_transaction_too() {
        forum.insert(5, new Question("a question"));
        forum.insert(5, new Answer("an answer"));
        forum.insert(6, new Answer("the next answer"));

        forum.inTransaction(
                em -> {
                    finds("Question", 5, "a question");
                    finds("Answer", 5, "an answer");
                    finds("Answer", 6, "the next answer");
                    finds("Question", 5, "a question");
                });
    }

    @Test
    void a_row_that_is_gone_is_not_replaced_by_its_namesake() {
        for (var each :
                List.of(new Question("a question, and innocent"), new Comment("a comment"))) {
            forum.insert(5, each);
        }
        forum.insert(6, new Answer("the next answer"));

        gone("Answer", 5, "Question 5, Comment 5 and Answer 6 are there.");
        gone("Comment", 6, "Answer 6 is there.");
        gone("Reply", 5, "Its class is called FollowUp; the ref and the queue say Reply.");
        gone("ArchivedQuestion", 5, "Question 5 is there, and its class is called Question, too.");
        for (long id : List.of(0L, -1L, Long.MIN_VALUE)) {
            gone("Answer", id, "Every long is an id, and a row may have it.");
        }
    }

    @Test
    void a_row_that_is_gone_is_looked_for_once() {
        for (var model : List.of("Answer", "Reply")) {
            var statistics = forum.statistics();
            gone(model, 5, "");
            long statements = statistics.getPrepareStatementCount();
            Check.that(
                    statements <= 1,
                    """
                    %s 5 does not exist, and finding that out took %d SQL statements. One look is \
                    enough: the task was enqueued after the commit, so a row that is not there \
                    will not come.\
                    """,
                    model,
                    statements);
        }
    }

    @Test
    void what_is_in_the_row_does_not_matter() {
        var seen = forum.insert(5, new Comment("seen before"));
        forum.insert(6, new Comment(""));
        forum.insert(7, new Comment("Buy spam!"));
        forum.inTransaction(
                em -> em.find(Comment.class, seen.getId()).moderated("seen", Instant.now()));

        var any = " A row that is there is found, whatever is in it.";
        finds(
                "Comment",
                5,
                "seen before",
                "It was moderated before; it may be edited again." + any);
        finds("Comment", 6, "", "Its text is empty." + any);
        finds("Comment", 7, "Buy spam!", "It holds spam, which the task is there for." + any);
    }

    @Test
    void all_of_a_long_counts() {
        forum.insert(5, new Answer("five"));
        forum.insert(6, new Answer("six"));
        forum.insert(LONG, new Answer("far away"));
        finds("Answer", LONG, "far away", "An id is a long; as an int, this one would be 5.");
        gone("Answer", LONG + 1, "Answer 6 is there; as an int, the other id would be 6, too.");
    }

    @Test
    void a_name_that_no_model_has_is_refused_before_anything_is_made_of_it() {
        forum.insert(5, new Question("a question"));
        var names =
                Stream.of(
                                "Nobody",
                                "Account",
                                "workshop.step05.Question",
                                "question",
                                "Question q where 1 = 1 or q",
                                "question union select * from question",
                                "mines.ThirdMine",
                                MINE)
                        .filter(this::isRefusedByRefs)
                        .toList();
        int songs = Canary.songs();
        names.forEach(this::refusedAtOnce);
        Check.that(
                Canary.songs() == songs,
                """
                A message named the class %s, and looking for its row ran that class's static \
                initialiser: Hibernate takes class names in a query. Ask refs.typeOf for the \
                class, and make nothing else of the name.\
                """,
                MINE);
    }

    @Test
    void it_works_for_a_model_that_posts_does_not_mention() {
        forum.insert(5, new Question("a question"));
        forum.insert(5, new FollowUp("a follow-up"));
        forum.insert(5, new workshop.step05.archive.Question("2009?"));

        finds("Reply", 5, "a follow-up", LISTS_NO_MODELS);
        finds("ArchivedQuestion", 5, "2009?", LISTS_NO_MODELS);

        forum.insert(5, new Notice("a notice"));
        forum.insert(5, new Poll.HibernateProxyVote("a vote"));
        forum.insert(5, new Bulletin("a bulletin"));
        finds("Notice", 5, "a notice", NO_REPOSITORY);
        finds("ProxyVote", 5, "a vote", NO_REPOSITORY);
        finds("Bulletin", 5, "a bulletin", NO_REPOSITORY);
    }

    /** Refs is one that calls comments by a name that neither JPA nor the database knows. */
    @Test
    void the_class_that_refs_gives_is_all_that_counts() {
        if (Modifier.isFinal(Refs.class.getModifiers())) {
            return;
        }
        forum.insert(5, new Comment("a comment"));
        var found =
                Found.look(forum, Renamed.posts(beans, refs, "Remark", Comment.class), "Remark", 5);

        Check.that(
                "a comment".equals(found.body()),
                """
                For the name "Remark", refs.typeOf returned the class Comment (the test made it do \
                so). Looking for Remark 5 ended in: %s
                So something else was made of the name. It came over the wire: keep it out of \
                queries, even after a check, and use nothing but the class.\
                """,
                found);
    }

    @Test
    void finding_it_costs_one_query() {
        forum.insert(4, new Comment("the one before"));
        forum.insert(5, new Comment("a comment"));
        forum.insert(6, new Comment("the one after"));
        finds("Comment", 5, "a comment");
        var statistics = forum.statistics();
        long statements =
                forum.see(
                        em -> {
                            posts.get(new Ref("Comment", 5));
                            return statistics.getPrepareStatementCount();
                        });
        long rows = statistics.getEntityLoadCount();

        Check.that(
                statements > 0,
                """
                Finding Comment 5 took no SQL statement at all: it came from a memory that \
                outlives its transaction. The row may have changed since, or be gone. Keep nothing.\
                """);
        Check.that(
                statements == 1,
                """
                Finding Comment 5 took %d SQL statements. The ref names the model, so there is \
                only one table to look in, and one look is enough.\
                """,
                statements);
        Check.that(
                rows == 1,
                """
                Finding Comment 5 loaded %d comments, not only that one. The table will grow; let \
                the database look for the id.\
                """,
                rows);
    }

    @Test
    void it_sees_what_is_in_the_database_now() {
        forum.insert(5, new Comment("the first text"));
        finds("Comment", 5, "the first text");
        forum.sql("update comment set body = 'the second text' where id = 5");
        finds("Comment", 5, "the second text");
        forum.sql("delete from comment where id = 5");
        gone("Comment", 5, "It was found before, and deleted since.");
        forum.insert(5, new Comment("back again"));
        finds(
                "Comment",
                5,
                "back again",
                "It was gone a moment ago, and is there again. " + KEEP_NOTHING);
    }

    @Test
    void what_the_task_writes_into_it_is_stored() {
        forum.insert(5, new Comment("a comment"));
        forum.insert(6, new Comment("another comment"));
        var lost = new ArrayList<String>();
        forum.inTransaction(
                em -> {
                    var post = posts.get(new Ref("Comment", 5));
                    boolean managed = em.contains(post);
                    post.setShown("seen");
                    posts.get(new Ref("Comment", 6));
                    lost.add(whyLost(managed, em.contains(post)));
                });
        var shown = forum.see(em -> em.find(Comment.class, 5L).getShown());

        Check.that(
                "seen".equals(shown),
                """
                The task got Comment 5, wrote "seen" into it, and got Comment 6. Its transaction \
                was committed, and row 5 holds %s. %s\
                """,
                shown == null ? "nothing" : "\"" + shown + "\"",
                lost.get(0));
    }

    private static String whyLost(boolean managed, boolean managedAfterwards) {
        if (!managed) {
            return "The object that posts.get returned does not belong to the current transaction:"
                    + " find it with the EntityManager that Posts has, on the thread that called,"
                    + " and do not detach it.";
        }
        return managedAfterwards
                ? "The object belongs to the current transaction, and was still not written: was"
                        + " it loaded as read-only?"
                : "Looking for Comment 6 threw Comment 5 out of the current transaction: leave the"
                        + " others in it alone.";
    }

    @Test
    void a_row_behind_a_lazy_proxy_is_not_gone() {
        new StillThere(forum, posts).behindALazyProxy();
    }

    @Test
    void a_row_of_a_model_that_extends_the_one_asked_for_is_not_gone() {
        new StillThere(forum, posts).ofAModelThatExtendsIt();
    }

    @Test
    void a_row_that_its_author_is_saving_is_not_gone() {
        new StillThere(forum, posts).whileItsAuthorSavesIt();
    }

    @Test
    void a_database_in_trouble_is_not_a_row_that_is_gone() {
        forum.insert(5, new Comment("a comment"));
        forum.sql("alter table comment rename to comment_elsewhere");
        try {
            var found = look("Comment", 5);
            Check.that(
                    found.thrown() != null && !(found.thrown() instanceof Discard),
                    """
                    The database could not answer (the test took the table away for a moment), and \
                    looking for Comment 5 ended in: %s
                    The row is still there. Only a row that does not exist is a Discard; any other \
                    error must come out, so that the worker tries again.\
                    """,
                    found);
        } finally {
            forum.sql("alter table comment_elsewhere rename to comment");
        }
    }

    /** What Refs lets in is 5.2's concern. */
    private boolean isRefusedByRefs(String name) {
        try {
            refs.typeOf(name);
            return false;
        } catch (Discard refused) {
            return true;
        } catch (UnsupportedOperationException other) {
            Check.rethrowTodo(other);
            return false;
        } catch (Throwable other) { // also an Error: loading a class can end in one
            return false;
        }
    }

    private void finds(String model, long id, String body) {
        finds(model, id, body, ANY_TABLE);
    }

    private void finds(String model, long id, String body, String hint) {
        var found = look(model, id);
        Check.that(
                found.post() == null || Hibernate.isInitialized(found.post()),
                """
                %s %d is there, and posts.get returned a lazy proxy: getReference only promises a \
                row. If there is none, that shows only later, as another error. Look now.\
                """,
                model,
                id);
        if (body.equals(found.body())) {
            return;
        }
        throw new AssertionError(
                """
                Looking for %s %d, whose text is "%s", gave: %s
                %s\
                """
                        .formatted(model, id, body, found, whereToLook(model, found, hint)),
                found.thrown());
    }

    /** A second look: was it kept from an earlier look, or is the name not even known? */
    private String whereToLook(String model, Found found, String hint) {
        var kept = found.post() == null ? Optional.<String>empty() : fieldThatKeeps(found.post());
        if (kept.isPresent()) {
            return """
            Posts holds on to that post, in "%s". %s The row may have changed since%s.\
            """
                    .formatted(
                            kept.get(),
                            KEEP_NOTHING,
                            found.is(model) ? "" : ", and an id is only half of the address");
        }
        try {
            refs.typeOf(model);
        } catch (Discard refused) {
            return "It is refs.typeOf that refuses this name: look at 5.1 first.";
        } catch (RuntimeException notYet) {
            // that is for 5.1 and 5.2 to say
        }
        return hint;
    }

    private Optional<String> fieldThatKeeps(Moderated post) {
        Predicate<Object> isIt = kept -> kept == post;
        return ObjectGraph.field(posts, isIt)
                .or(() -> ObjectGraph.inStaticFields(Posts.class, isIt));
    }

    private void gone(String model, long id, String there) {
        var found = look(model, id);
        var what = "%s %d does not exist. %s".formatted(model, id, there);
        Check.that(
                found.thrown() != null || found.post() != null,
                """
                %s posts.get returned null. The task breaks on that a moment later, and the worker \
                tries again, but the row does not come back: throw a Discard.\
                """,
                what);
        Check.that(
                found.thrown() != null || Hibernate.isInitialized(found.post()),
                """
                %s posts.get returned a lazy proxy: getReference only promises a row. The missing \
                row shows only later, as another error. Look now.\
                """,
                what);
        Check.that(
                found.thrown() != null,
                "%s Still, posts.get returned a post: %s%s",
                what,
                found,
                found.is(model) ? ". It was there earlier. " + KEEP_NOTHING : "");
        Check.that(
                !found.toString().matches("(?is).*table \\W*" + model + "\\W* not found.*"),
                found.thrown(),
                "%s posts.get ended in: %s\n%s",
                what,
                found,
                NAME_IN_THE_QUERY);
        Check.that(
                found.thrown() instanceof Discard,
                found.thrown(),
                """
                %s posts.get ended in: %s
                To the worker that is an error like any other, so it tries again. But a retry does \
                not bring the row back: throw a Discard.%s\
                """,
                what,
                found,
                found.hasADiscardInside()
                        ? " There is one, inside that exception, where the worker does not look."
                        : "");
        var reason = String.valueOf(found.thrown().getMessage());
        Check.that(
                reason.contains(model) && reason.contains(Long.toString(id)),
                """
                %s The Discard says "%s". Whoever reads the dead letter wants to know which model \
                and which id, as the ref has them.\
                """,
                what,
                reason);
    }

    private void refusedAtOnce(String model) {
        var statistics = forum.statistics();
        var found = look(model, 5);
        long statements = statistics.getPrepareStatementCount();
        var what =
                "A message asked for the model \"%s\", which no one registered.".formatted(model);
        Check.that(
                found.thrown() instanceof Discard,
                found.thrown(),
                """
                %s Looking for its row 5 ended in: %s
                %s\
                """,
                what,
                found,
                NAME_IN_THE_QUERY);
        Check.that(
                statements == 0,
                """
                %s It was refused, but only after %s. Let refs.typeOf check the \
                name first; until then it is a stranger's text.\
                """,
                what,
                Check.count(statements, "SQL statement"));
    }

    private Found look(String model, long id) {
        return Found.look(forum, posts, model, id);
    }
}
