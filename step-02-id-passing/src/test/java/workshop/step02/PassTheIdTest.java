package workshop.step02;

import static workshop.step02.Require.quote;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.AopTestUtils;
import org.springframework.util.ReflectionUtils;
import workshop.forum.Moderation;
import workshop.grading.Exercise;
import workshop.queue.TaskHandler;

/**
 * Each call of {@code send} puts one message of the task "moderate" into the queue, whose body is
 * the digits of the id, and does nothing else; when the queue refuses, its exception comes out.
 * {@code moderate} loads that question when it is called, and when it returns, what readers see is
 * committed, in that row only. Nothing outlives a message, and what the database throws comes out.
 * How it loads and saves is free, and so is what happens to a row that is not there.
 */
@Exercise(
        id = "2.1",
        title = "Send the id, load a copy",
        points = 10,
        stars = 1,
        edit = "PassTheId.java")
@Step02Test
class PassTheIdTest {

    private static final String ANOTHER_THREAD =
            """
            Your code handed the call of the queue to another thread (%s, at %s). So send() \
            returned before anything was sent, and no one hears when it fails. Call the queue on \
            the thread that called send().\
            """;

    private final PassTheId passTheId;
    private final Questions questions;
    private final Step02Fixture fixture;
    private final CallInterceptor interceptor;

    PassTheIdTest(
            PassTheId passTheId,
            Questions questions,
            Step02Fixture fixture,
            CallInterceptor interceptor) {
        this.passTheId = passTheId;
        this.questions = questions;
        this.fixture = fixture;
        this.interceptor = interceptor;
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
        var sent = interceptor.sent();
        if (sent.isEmpty()) {
            LockSupport.parkNanos(250_000_000); // a thread that has just begun shows no code yet
            interceptor.requireNoStranger(ANOTHER_THREAD);
        }
        Require.that(!sent.isEmpty(), "When send() had returned, no one had called the queue.");
        Require.that(
                sent.size() == 1,
                "After one call of send(), the queue holds %d messages, sent at %s. It should hold"
                        + " one.",
                sent.size(),
                BeforeTheCommit.lines(sent));
        Require.that(
                sent.get(0).message().task().equals("moderate"),
                """
                Your message is for the task %s. The worker's task is called "moderate": no one \
                would ever handle yours.\
                """,
                quote(sent.get(0).message().task()));
        requireBareNumber(sent.get(0).body(), question.getId().toString());
        var headers = sent.get(0).message().headers();
        Require.that(
                headers.isEmpty(),
                """
                Your message carries more than the id: its headers are %s. They travel with it and \
                are old when they arrive, as anything is that the worker can look up.\
                """,
                quote(headers));
    }

    @Test
    void each_call_of_send_sends_a_message() {
        var question = questions.save(new Question("Am I sent?"));
        question.setShown("as readers saw it before the edit");
        requireOneMore(
                question,
                """
                The question that send() got was moderated before, and its author has edited it: \
                its getShown() is still the old text.\
                """);
        requireOneMore(question, "send() got this question for the second time: it was edited.");
        requireOneMore(
                questions.save(new Question("  ")),
                "The question that send() got is blank, and its author edits it soon.");
    }

    private void requireOneMore(Question question, String why) {
        int before = interceptor.sent().size();
        send(question);
        Require.that(
                interceptor.sent().size() == before + 1,
                """
                %s When send() had returned, the queue held %s messages more than before. Each \
                call asks for one task, whatever the question says: without it, no one moderates \
                the text.\
                """,
                why,
                interceptor.sent().size() - before);
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
                !body.equals(String.valueOf((int) Long.parseLong(id))) || body.equals(id),
                """
                Your message is %s, and the id is %s: an int holds no number above 2147483647. \
                Send the id as it is, a long.\
                """,
                body,
                id);
        Require.that(
                body.equals(id),
                """
                Your message has %d bytes, the id alone has %d. It is %s %s. Send the bare number: \
                %s\
                """,
                body.length(),
                id.length(),
                body.matches("(?s)\"\\{.*") ? "a JSON text inside a JSON text:" : "the text",
                body.startsWith("\"") ? inner(quote(body)) : quote(body),
                whyBare(body, id));
    }

    private static String whyBare(String body, String id) {
        if (body.strip().equals(id)) {
            return "its digits, and nothing before or behind them.";
        } else if (body.chars().anyMatch(Character::isISOControl)) {
            return "its digits, as JSON writes them. Whoever reads JSON cannot read these bytes.";
        }
        return "anything else is old when it arrives, and the worker can look it up.";
    }

    /** JSON brings its own quotes. */
    private static String inner(String quoted) {
        return quoted.substring(1, quoted.length() - 1);
    }

    @Test
    void the_worker_moderates_the_question() {
        moderates("  What is   an id? ", "What is an id?");
        moderates("“Ünïcode”\tand 'quotes'", "“Ünïcode” and 'quotes'");
        moderates("Visit my casino", Moderation.clean("casino"));
        moderates("Is 1 < 2 && 5 > 3?  <b>ﬁne™</b> ½…", "Is 1 < 2 && 5 > 3? <b>ﬁne™</b> ½…");
    }

    @Test
    void send_leaves_the_row_as_it_is() {
        var question = new Question("Am I shown?");
        question.setShown("What readers see");
        questions.save(question);
        send(question);
        Require.that(
                "What readers see".equals(fixture.shown(question.getId())),
                """
                Readers saw "What readers see" of question %d. Then it was edited, and after \
                send() they see %s. send() only sends the id: what readers see changes when the \
                worker has moderated the new text.\
                """,
                question.getId(),
                quote(fixture.shown(question.getId())));
    }

    private void moderates(String body, String expected) {
        var question = questions.save(new Question(body));
        var other = questions.save(new Question("  No one asked   for me"));
        send(question);
        interceptor.clearStatements();
        work();

        var shown = fixture.shown(question.getId());
        require(
                expected.equals(shown),
                """
                Question %d says %s. After the worker has run, readers should see %s, and they see \
                %s. %s\
                """,
                question.getId(),
                quote(body),
                quote(expected),
                quote(shown),
                fixture.whyNotShown(body, shown));
        requireBody(question.getId(), body, "After the worker has run");
        Require.that(
                fixture.shown(other.getId()) == null,
                """
                No message names question %d, and now readers see %s of it. Change only the \
                question that the message names.\
                """,
                other.getId(),
                quote(fixture.shown(other.getId())));
    }

    @Test
    void the_worker_sees_the_question_as_it_is_now() {
        var question = questions.save(new Question("as the visitor has it"));
        edit(question.getId(), "as it was sent");
        send(question);
        requireBody(
                question.getId(),
                "as it was sent",
                "The object that send() gets is older than its row: another request has edited"
                        + " the text. After send()");
        edit(question.getId(), "as it is now");
        work();

        var shown = fixture.shown(question.getId());
        require(
                "as it is now".equals(shown),
                """
                The author edited the question after you had sent it, and before the worker came \
                to it. Readers should see "as it is now", and they see %s. Send only the id, and \
                let the worker load the text.\
                """,
                quote(shown));
        requireBody(
                question.getId(),
                "as it is now",
                "The author edited the question before the worker ran. After that");
    }

    private void requireBody(long id, String expected, String when) {
        var body = body(id);
        Require.that(
                expected.equals(body),
                """
                %s, the author's text in the database is %s. It was %s, and no one but its author \
                may change it: send() saves nothing, and the worker writes only what readers see.\
                """,
                when,
                quote(body),
                quote(expected));
    }

    @Test
    void each_message_gets_its_own_persistence_context() {
        var question = questions.save(new Question("first"));
        var other = questions.save(new Question("other"));
        for (var body : List.of("first", "second")) {
            edit(question.getId(), body);
            send(question);
            send(other);
            interceptor.clearStatements();
            work();
            var statements = interceptor.statements("question");
            Require.that(
                    !body.equals("second") || !"first".equals(body(question.getId())),
                    """
                    The author edited the question between two messages. After the second, the \
                    author's text in the database is "first" again: your worker still had what it \
                    loaded for the first message, and saved it. Load the question again for each \
                    message, and keep it nowhere (a field, a cache, a longer persistence context).\
                    """);
            requireBody(question.getId(), body, "After the worker has run");
            var shown = fixture.shown(question.getId());
            require(
                    body.equals(shown),
                    """
                    The author edited the question between two messages. After the second, readers \
                    should see %s, and they see %s. %s\
                    """,
                    quote(body),
                    quote(shown),
                    whyOld(statements));
        }
    }

    private String body(long id) {
        var query = "select body from question where id = ?";
        return fixture.jdbc().queryForObject(query, String.class, id);
    }

    /** A second look: did the worker ask for the row, and what did it do then? */
    private static String whyOld(List<String> statements) {
        if (statements.stream().noneMatch(sql -> sql.startsWith("select"))) {
            return """
            A persistence context hands out again what it has loaded. Yours lives longer than a \
            message: use one per message, as a transaction does.\
            """;
        }
        return """
        Your worker did ask the database this time, and made what it shows from something else \
        than the body that it got, or let the old text stand. Its statements were: %s. What \
        readers see is always made from the body as it is now.\
        """
                .formatted(String.join("; ", statements));
    }

    @Test
    void an_id_that_no_int_holds_travels_like_any_other() {
        fixture.withLargeIds(
                () -> {
                    var question = questions.save(new Question("Is my id large?"));
                    send(question);
                    interceptor
                            .sent()
                            .forEach(
                                    sent ->
                                            requireBareNumber(
                                                    sent.body(), question.getId().toString()));
                    fixture.emptyQueue();
                    moderates("Is my id large?", "Is my id large?");
                    questions.save(new Question("Am I between?"));
                    // A double holds every second one of these numbers.
                    moderates("Is mine?", "Is mine?");
                });
    }

    @Test
    void what_fails_in_send_is_not_kept_secret() {
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
    }

    @Test
    void what_fails_in_the_worker_is_not_kept_secret() throws Exception {
        var question = questions.save(new Question("Can you hear me?"));
        send(question);
        try (var other = fixture.lock("question", "shown", question.getId())) {
            workUntil(other::close);
        }
        requireHeard(question.getId(), "Another process held the row for a moment");

        var next = questions.save(new Question("Can you hear me?"));
        send(next);
        try (var outage = fixture.outage()) {
            workUntil(outage::close);
        }
        requireHeard(next.getId(), "The database could not be reached for a moment");

        var last = questions.save(new Question("Can you hear me?"));
        send(last);
        var jdbc = fixture.jdbc();
        jdbc.execute(
                "alter table question add constraint not_yet check (shown is null or id <> %s)"
                        .formatted(last.getId()));
        workUntil(() -> jdbc.execute("alter table question drop constraint if exists not_yet"));
        requireHeard(last.getId(), "The database refused the change for a moment");
    }

    @Test
    void two_workers_of_one_process_share_the_object_and_nothing_else() {
        var first = questions.save(new Question("Who is  first?"));
        var second = questions.save(new Question("Who is  second?"));
        var other = new ArrayList<Aside>();
        interceptor.afterReading(
                "question", () -> other.add(Aside.run(() -> passTheId.moderate(second.getId()))));
        passTheId.moderate(first.getId());
        other.forEach(Aside::joinAtLast);
        requireNothingKept(first.getId());

        var shown =
                List.of(quote(fixture.shown(first.getId())), quote(fixture.shown(second.getId())));
        Require.that(
                other.isEmpty()
                        || shown.equals(List.of(quote("Who is first?"), quote("Who is second?"))),
                """
                Two workers of one process share your object. While one had loaded question %d, \
                the other did question %d. Readers should see "Who is first?" of the first and \
                "Who is second?" of the second; they see %s and %s. Keep what belongs to one \
                message in local variables, not in a field.\
                """,
                first.getId(),
                second.getId(),
                shown.get(0),
                shown.get(1));
    }

    /** A moment between two instructions can't be hit at will: what is kept there can be seen. */
    private void requireNothingKept(long id) {
        Object target = AopTestUtils.getUltimateTargetObject(passTheId);
        for (var field : target.getClass().getDeclaredFields()) {
            field.setAccessible(true);
            Require.that(
                    !(ReflectionUtils.getField(field, target) instanceof Question),
                    """
                    After question %d was moderated, the field %s still holds a question. Two \
                    workers of one process share your object: one may put its own there, before \
                    the other has read it. Keep what was loaded in local variables.\
                    """,
                    id,
                    field.getName());
        }
    }

    /** The trouble is over when the first try has ended. */
    private void workUntil(Runnable over) {
        work(
                (payload, message) -> {
                    try {
                        moderate(payload);
                    } finally {
                        over.run();
                    }
                });
    }

    private void requireHeard(long id, String whatHappened) {
        var shown = fixture.shown(id);
        require(
                "Can you hear me?".equals(shown),
                """
                %s, and the database said so by an exception. moderate() returned as if all were \
                well, so the worker did not try again, and readers see %s. Let the exception out. \
                %s\
                """,
                whatHappened,
                quote(shown),
                fixture.deadLetters());
    }

    private void require(boolean holds, String otherwise, Object... values) {
        if (!holds) {
            interceptor.requireNoStranger();
        }
        Require.that(holds, otherwise, values);
    }

    private void send(Question question) {
        interceptor.holdStrangers();
        passTheId.send(question);
    }

    private void moderate(Object payload) {
        interceptor.holdStrangers();
        passTheId.moderate(payload);
    }

    private void edit(long id, String body) {
        fixture.jdbc().update("update question set body = ? where id = ?", body, id);
    }

    private void work() {
        work((payload, message) -> moderate(payload));
        Require.that(
                fixture.reasons().isEmpty(),
                "Your worker could not do its task. %s",
                fixture.deadLetters());
    }

    private void work(TaskHandler handler) {
        fixture.drain("moderate", handler);
    }
}
