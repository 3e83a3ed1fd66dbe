package workshop.step02;

import static workshop.step02.Require.quote;

import java.util.List;
import org.junit.jupiter.api.Test;
import workshop.forum.Moderation;
import workshop.grading.Exercise;
import workshop.queue.TaskHandler;

/**
 * {@code send} puts one message of the task "moderate" into the queue, whose body is the digits of
 * the id, and does nothing else; when the queue refuses, its exception comes out. {@code moderate}
 * loads that question when it is called, and when it returns, what readers see is committed, in
 * that row only. Nothing outlives a message, and what the database throws comes out. How it loads
 * and saves is free, and so is what happens to a row that is not there.
 */
@Exercise(
        id = "2.1",
        title = "Send the id, load a copy",
        points = 10,
        stars = 1,
        edit = "PassTheId.java")
@Step02Test
class PassTheIdTest {

    private static final long BEYOND_INT = 3_000_000_000L;

    private final PassTheId passTheId;
    private final Questions questions;
    private final Step02Fixture fixture;
    private final Watch watch;

    PassTheIdTest(PassTheId passTheId, Questions questions, Step02Fixture fixture, Watch watch) {
        this.passTheId = passTheId;
        this.questions = questions;
        this.fixture = fixture;
        this.watch = watch;
    }

    @Test
    void the_message_is_the_id_and_nothing_else() {
        var question = questions.save(new Question("  What is   an id? "));
        send(question);

        Require.that(
                question.getShown() == null && fixture.shown(question.getId()) == null,
                """
                After send(), readers already see %s: it was moderated in the web process. Send \
                the id and do nothing else; the worker loads the question and moderates it.\
                """,
                quote(fixture.shown(question.getId())));
        var sent = watch.sent();
        Require.that(
                sent.size() == 1 && sent.get(0).message().task().equals("moderate"),
                """
                When send() returns, the queue should hold one message of the task "moderate", \
                sent by the thread that called. It holds %s.\
                """,
                sent.isEmpty()
                        ? "none"
                        : sent.stream()
                                .map(each -> quote(each.message().task() + ": " + each.body()))
                                .toList());
        requireBareNumber(sent.get(0).body(), question.getId().toString());
    }

    private static void requireBareNumber(String body, String id) {
        Require.that(
                !body.equals("\"" + id + "\""),
                """
                Your message is %s, a text. Send the bare number, %s: whoever reads this task as a \
                number fails at a text.\
                """,
                body,
                id);
        Require.that(
                !body.matches("\\{\\s*\"\\w+\"\\s*:\\s*\"?" + id + "\"?\\s*}"),
                """
                Your message is %s, an object around the id. Send the bare number, %s: whoever \
                reads this task as a number fails at an object.\
                """,
                body,
                id);
        Require.that(
                body.equals(id),
                """
                Your message is %d bytes, %s; the id alone is %d. Send the bare number: anything \
                else is old when it arrives, and the worker can look it up.\
                """,
                body.length(),
                quote(body),
                id.length());
    }

    @Test
    void the_worker_moderates_the_question() {
        moderates("  What is   an id? ", "What is an id?");
        moderates("“Ünïcode”\tand 'quotes'", "“Ünïcode” and 'quotes'");
        moderates("Visit my casino", Moderation.clean("casino"));
    }

    private void moderates(String body, String expected) {
        var question = questions.save(new Question(body));
        var other = questions.save(new Question("  No one asked   for me"));
        send(question);
        watch.clearStatements();
        work();

        var shown = fixture.shown(question.getId());
        Require.that(
                expected.equals(shown),
                """
                Question %d says %s. After the worker has run, readers should see %s, and they see \
                %s. %s\
                """,
                question.getId(),
                quote(body),
                quote(expected),
                quote(shown),
                why(body, shown));
        Require.that(
                fixture.shown(other.getId()) == null,
                """
                No message names question %d, and now readers see %s of it. Change only the \
                question that the message names.\
                """,
                other.getId(),
                quote(fixture.shown(other.getId())));
    }

    private String why(String body, String shown) {
        if (body.equals(shown)) {
            return "That is the text as its author wrote it: Moderation.clean is missing.";
        } else if (shown == null
                && watch.statements("question").stream()
                        .noneMatch(sql -> sql.startsWith("update"))) {
            return """
            No UPDATE has reached the database, so the change was not saved. Outside a \
            transaction, JPA does not notice it.\
            """;
        }
        return fixture.deadLetters();
    }

    @Test
    void the_worker_sees_the_question_as_it_is_now() {
        var question = questions.save(new Question("as it was sent"));
        send(question);
        edit(question.getId(), "as it is now");
        work();

        var shown = fixture.shown(question.getId());
        Require.that(
                "as it is now".equals(shown),
                """
                The author edited the question after you had sent it, and before the worker came \
                to it. Readers should see "as it is now", and they see %s. Send only the id, and \
                let the worker load the text.\
                """,
                quote(shown));
        var body = fixture.jdbc().queryForObject("select body from question", String.class);
        Require.that(
                "as it is now".equals(body),
                """
                The author edited the question before the worker ran. After that, the author's \
                text in the database is %s: the worker must not change it.\
                """,
                quote(body));
    }

    @Test
    void each_message_gets_its_own_persistence_context() {
        var question = questions.save(new Question("first"));
        var other = questions.save(new Question("other"));
        for (var body : List.of("first", "second")) {
            edit(question.getId(), body);
            send(question);
            send(other);
            work();
            var shown = fixture.shown(question.getId());
            Require.that(
                    body.equals(shown),
                    """
                    The author edited the question between two messages. After the second, readers \
                    should see %s, and they see %s. A persistence context hands out again what it \
                    has loaded. Yours lives longer than a message: use one per message, as a \
                    transaction does.\
                    """,
                    quote(body),
                    quote(shown));
        }
    }

    @Test
    void an_id_that_no_int_holds_travels_like_any_other() {
        restartIds(BEYOND_INT);
        try {
            moderates("Is my id large?", "Is my id large?");
        } finally {
            restartIds(1);
        }
    }

    private void restartIds(long first) {
        fixture.jdbc().execute("alter table question alter column id restart with " + first);
    }

    @Test
    void what_fails_is_not_kept_secret() throws Exception {
        var question = questions.save(new Question("Can you hear me?"));
        fixture.refuseQueue();
        try {
            passTheId.send(question);
            Require.that(
                    false,
                    """
                    The queue refused the message, and send() returned as if all were well. Let \
                    the queue's exception out: otherwise the task is lost, and no one knows.\
                    """);
        } catch (RuntimeException refused) {
            // the visitor sees an error page
        } finally {
            fixture.emptyQueue();
        }

        send(question);
        try (var other = fixture.lock("question", "shown", question.getId())) {
            work(
                    (payload, message) -> {
                        try {
                            passTheId.moderate(payload);
                        } finally {
                            other.rollback();
                        }
                    });
        }
        var shown = fixture.shown(question.getId());
        Require.that(
                "Can you hear me?".equals(shown),
                """
                Another process held the row for a moment, and the database said so by an \
                exception. moderate() returned as if all were well, so the worker did not try \
                again, and readers see %s. Let the exception out. %s\
                """,
                quote(shown),
                fixture.deadLetters());
    }

    private void send(Question question) {
        passTheId.send(question);
    }

    private void edit(long id, String body) {
        fixture.jdbc().update("update question set body = ? where id = ?", body, id);
    }

    private void work() {
        work((payload, message) -> passTheId.moderate(payload));
        Require.that(
                fixture.reasons().isEmpty(),
                "Your worker could not do its task. %s",
                fixture.deadLetters());
    }

    private void work(TaskHandler handler) {
        fixture.drain("moderate", handler);
    }
}
