package workshop.step02;

import static workshop.step02.Require.quote;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.NestedExceptionUtils;
import workshop.forum.Moderation;
import workshop.grading.Exercise;
import workshop.queue.Discard;
import workshop.queue.TaskHandler;

/**
 * A question that is there is moderated at every message, and no other row changes. One that is
 * gone ends in a {@code Discard} with its id at the first try: the database is asked once, without
 * a pause, and no row is made up. What may pass (no connection, a locked row, a failed commit)
 * comes out as any other exception, and the next try moderates. How a missing row is found out, and
 * what the exceptions say, is free.
 */
@Exercise(
        id = "2.2",
        title = "Gone is not the same as away",
        points = 15,
        stars = 1,
        edit = "GoneOrAway.java")
@Step02Test
class GoneOrAwayTest {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** A pause, and not a wait of a few microseconds for a lock in a library. */
    private static final long PAUSE_MILLIS = 10;

    /** More than code needs that tries again a few times by itself. */
    private static final int MANY_TRIES = 10;

    private final GoneOrAway goneOrAway;
    private final Step02Fixture fixture;
    private final CallInterceptor interceptor;

    /** How long the last try paused, while the contention monitoring is on. */
    private long pausedMillis;

    private int askedInOneTry;
    private long tookMillis;

    private static final String WRAPPED =
            """
             Your code threw a Discard, and wrapped it in a %s: only what comes out counts.\
            """;

    private static final String NO_RELATIVE =
            """
            . EntityNotFoundException is Jakarta's: a catch of Spring's DataAccessException does \
            not see it.\
            """;

    private static final String AGAIN =
            "your handler failed at the next try, too, when the trouble was over";

    private static final String LOOK_AGAIN =
            """
            Every try has to ask the database, and to remember nothing of the last one.\
            """;

    private static final String LEAVE_IT =
            """
            Trouble that passes is worth another try: leave that exception alone.\
            """;

    private static final String SKIPPED =
            """
            With "skip locked", the query leaves out a row that is locked, so it looks gone: \
            leave that out, and the database's exception alone.\
            """;

    /** What to say of a Discard that came out as the cause of something else. */
    private String wrapped = "";

    GoneOrAwayTest(GoneOrAway goneOrAway, Step02Fixture fixture, CallInterceptor interceptor) {
        this.goneOrAway = goneOrAway;
        this.fixture = fixture;
        this.interceptor = interceptor;
    }

    @Test
    void a_question_that_is_there_is_moderated() {
        moderates("  Are you   there? ", "“Ünïcode” & 'quotes'", "Visit my casino");
        fixture.withLargeIds(() -> moderates("Is  my id large?", "Visit my casino"));
    }

    private void moderates(String... texts) {
        var bodies = List.of(texts);
        var ids = bodies.stream().map(fixture::insertQuestion).toList();
        long other = fixture.insertQuestion("No one asked for me");
        ids.forEach(id -> fixture.enqueue("moderate", id));
        work(this::moderate);

        for (int i = 0; i < ids.size(); i++) {
            requireShown(ids.get(i), bodies.get(i));
        }
        moderatesAfterAnEdit(ids.get(0), Moderation.clean(bodies.get(0)));
        Require.that(
                fixture.shown(other) == null,
                """
                No task asked for question %d, and now readers see %s of it. Change only the \
                question that the message names.\
                """,
                other,
                quote(fixture.shown(other)));
    }

    private void requireShown(long id, String body) {
        var expected = Moderation.clean(body);
        var shown = fixture.shown(id);
        require(
                expected.equals(shown),
                """
                Question %d is there, and after its task readers should see %s. They see %s. %s\
                """,
                id,
                quote(expected),
                quote(shown),
                fixture.whyNotShown(body, shown));
    }

    private void moderatesAfterAnEdit(long id, String before) {
        fixture.jdbc().update("update question set body = 'Edited,   why?' where id = ?", id);
        fixture.enqueue("moderate", id);
        work(this::moderate);
        Require.that(
                !before.equals(fixture.shown(id)),
                """
                Question %d was moderated and then edited, and its next task is done. Readers \
                should see "Edited, why?", and they still see the old text, %s. A question that is \
                there is moderated at every message, whatever readers see of it now.\
                """,
                id,
                quote(before));
        requireShown(id, "Edited,   why?");
    }

    @Test
    void a_question_that_is_gone_leaves_a_dead_letter_that_names_it() {
        fixture.insertQuestion("I stay");
        for (long id : goneIds()) {
            int before = interceptor.sent().size();
            var tries = triesOf(id);
            var reasons = fixture.reasons();
            Require.that(
                    fixture.ids("question").size() == 1,
                    """
                    Question %d was deleted before its task ran. After the task, the table has a \
                    row more than before: your worker made up a question. Its author deleted it; \
                    say that it is gone.\
                    """,
                    id);
            requireNotSentAgain(
                    before, "Question %d was deleted before its task ran".formatted(id));
            requireAskedOnce(id);
            require(
                    !reasons.isEmpty(),
                    """
                    Question %d was deleted before its task ran, and your worker did not say so: \
                    its handler returned, so the message is acknowledged, there is no dead letter, \
                    and no one will ever know. A Discard that is only printed, or caught, or \
                    dropped by a return in a finally, says nothing: it has to leave the handler.\
                    """,
                    id);
            Require.that(
                    tries == 1,
                    """
                    Question %d was deleted before its task ran, and your worker tried it %d \
                    times. A deleted row does not come back, however often you ask for it: tell \
                    the worker that another try is pointless (TaskHandler says how). %s%s\
                    """,
                    id,
                    tries,
                    fixture.deadLetters(),
                    reasons.get(0).contains("EntityNotFoundException") ? NO_RELATIVE : wrapped);
            Require.that(
                    reasons.get(0).matches("(?s).*(?<!\\d)" + id + "(?!\\d).*"),
                    """
                    The reason of the dead letter is %s. Someone who reads it at night wants to \
                    know what is gone, and the id, %d, is not in it, digit by digit.\
                    """,
                    quote(reasons.get(0)),
                    id);
            fixture.emptyQueue();
        }
    }

    @Test
    void for_a_question_that_is_gone_the_database_is_asked_once() {
        THREADS.setThreadContentionMonitoringEnabled(true);
        long shortestPause = Long.MAX_VALUE;
        for (long id : goneIds()) {
            triesOf(id, 1);
            shortestPause = Math.min(shortestPause, pausedMillis);
            requireAskedOnce(id);
        }
        Require.that(
                shortestPause < PAUSE_MILLIS,
                """
                The question was deleted before its task ran, and your code paused for %d ms in \
                the handler. A deleted row does not come back if you wait, and meanwhile every \
                other message waits behind this one. Don't pause: say at once that it is gone.\
                """,
                shortestPause);
    }

    private void requireAskedOnce(long id) {
        Require.that(
                askedInOneTry <= 1,
                """
                Question %d was deleted before its task ran, and in one try your code asked the \
                database for it %d times%s. A deleted row does not come back: look once, and say \
                that it is gone.\
                """,
                id,
                askedInOneTry,
                tookMillis < 1_000 ? "" : ", which took %d ms".formatted(tookMillis));
    }

    @Test
    void a_database_that_is_away_for_a_moment_costs_one_more_try() {
        long id = fixture.insertQuestion("Are you there?");
        var outage = fixture.outage();
        requireAnotherTry(id, "The database could not be reached for a moment", outage::close);
    }

    @Test
    void a_table_that_cannot_be_read_for_a_moment_costs_one_more_try() {
        long id = fixture.insertQuestion("Are you there?");
        var jdbc = fixture.jdbc();
        jdbc.execute("alter table question rename to away");
        requireAnotherTry(
                id,
                "The table of questions could not be read for a moment",
                () -> jdbc.execute("alter table if exists away rename to question"));
    }

    /** It is there at the first statement of the handler, and gone before a later one. */
    @Test
    void a_question_that_goes_while_its_task_runs_is_no_secret() {
        for (int statement = 2; statement <= 3; statement++) {
            long id = fixture.insertQuestion("Are you there?");
            var deleted = new ArrayList<Aside>();
            int number = statement;
            boolean[] first = {true};
            fixture.enqueue("moderate", id);
            work(
                    (payload, message) -> {
                        if (first[0]) {
                            first[0] = false;
                            interceptor.clearStatements();
                            interceptor.beforeStatement(number, () -> deleted.add(delete(id)));
                        }
                        moderate(payload, message);
                    });
            var statements = interceptor.statements("question");
            interceptor.forgetStatement();
            boolean gone = !deleted.isEmpty() && deleted.get(0).thrown() == null;
            Require.that(
                    !gone || !fixture.reasons().isEmpty(),
                    """
                    Question %d was there when its task began, and its author deleted it before \
                    your handler's statement number %d. The handler returned as if it had \
                    moderated it: there is no dead letter, and no one will ever know. Its \
                    statements were: %s. If the last one finds or changes no row, say that the \
                    question is gone, or let the database's exception out.\
                    """,
                    id,
                    number,
                    String.join("; ", statements));
            fixture.emptyQueue();
        }
    }

    /** Who holds the row's lock keeps it from being deleted. */
    private Aside delete(long id) {
        return Aside.run(() -> fixture.jdbc().update("delete from question where id = ?", id));
    }

    @Test
    void a_row_that_another_process_locks_for_a_moment_costs_one_more_try() {
        long id = fixture.insertQuestion("Are you there?");
        var row = fixture.lock("question", "shown", id);
        requireAnotherTry(id, "Another process held the question's row for a moment", row::close);
    }

    @Test
    void a_connection_that_breaks_at_the_commit_costs_one_more_try() {
        long id = fixture.insertQuestion("Are you there?");
        interceptor.beforeCommit(fixture::breakConnection);
        requireAnotherTry(id, "The connection broke, and the commit failed", () -> {});
    }

    /**
     * @param over ends the trouble: after the first try, or when that has begun so many
     *     transactions that it seems to know no end
     */
    private void requireAnotherTry(long id, String whatHappened, Runnable over) {
        var thrown = new ArrayList<Exception>();
        boolean[] endless = {false};
        Runnable stop =
                () -> {
                    endless[0] = true;
                    over.run();
                };
        fixture.enqueue("moderate", id);
        work(
                (payload, message) -> {
                    interceptor.ifPersistent(MANY_TRIES, stop);
                    try {
                        moderate(payload, message);
                    } catch (Exception e) {
                        thrown.add(e);
                        throw e;
                    } finally {
                        over.run();
                    }
                });
        boolean skips =
                interceptor.statements("question").stream()
                        .anyMatch(sql -> sql.contains("skip locked"));
        Require.that(
                !endless[0],
                """
                %s, and in one call your code has begun %d transactions, one after the other: it \
                would go on for as long as the trouble lasts, and every other message waits. Let \
                the exception out, and the queue brings the message again.\
                """,
                whatHappened,
                MANY_TRIES);
        requireNotSentAgain(0, whatHappened);
        requireAnotherTry(id, whatHappened, thrown, skips);
    }

    private void require(boolean holds, String otherwise, Object... values) {
        if (!holds) {
            interceptor.requireNoStranger();
        }
        Require.that(holds, otherwise, values);
    }

    private void requireNotSentAgain(int before, String whatHappened) {
        var sent = interceptor.sent();
        Require.that(
                sent.size() <= before + 1,
                """
                %s, and your code put its task into the queue once more, at %s. Then it returned, \
                so this one counts as done, and no one counts the tries. What your handler throws \
                decides: a Discard ends the task, any other exception brings the message again.\
                """,
                whatHappened,
                sent.isEmpty() ? "" : sent.get(sent.size() - 1).line());
    }

    private void requireAnotherTry(
            long id, String whatHappened, List<Exception> thrown, boolean skips) {
        Require.that(
                fixture.reasons().isEmpty(),
                """
                %s. Question %d is still there, but %s. %s %s\
                """,
                whatHappened,
                id,
                thrown.size() > 1 ? AGAIN : "your worker took it for gone",
                fixture.deadLetters(),
                skips ? SKIPPED : thrown.size() > 1 ? LOOK_AGAIN : LEAVE_IT);
        var shown = fixture.shown(id);
        require(
                "Are you there?".equals(shown),
                """
                %s. Question %d is still there. %s, the message is acknowledged, and readers see \
                %s. Let the database's exception out of the handler, and the worker tries \
                again.\
                """,
                whatHappened,
                id,
                thrown.isEmpty()
                        ? "Your handler returned as if all were well"
                        : "Your handler threw %s, and returned at the next try"
                                .formatted(thrown.get(0).getClass().getSimpleName()),
                quote(shown));
    }

    /** Two that were deleted, one with a number that no int holds, and the least of all. */
    private List<Long> goneIds() {
        return List.of(fixture.deletedQuestion(), fixture.deletedQuestion(), 3_000_000_007L, 0L);
    }

    /** How often a worker tries the task of that question, which is gone. */
    private int triesOf(long id) {
        return triesOf(id, 3);
    }

    private int triesOf(long id, int most) {
        fixture.enqueue("moderate", id);
        Map<Object, Integer> tries = new HashMap<>();
        askedInOneTry = 0;
        fixture.worker(
                        "moderate",
                        (payload, message) -> {
                            int earlier = tries.merge(payload, 1, Integer::sum) - 1;
                            if (earlier >= MANY_TRIES || askedInOneTry > 1) {
                                throw new Discard("That may never end.");
                            }
                            moderateOnce(payload, message);
                        })
                .maxDeliveries(most)
                .drain();
        return tries.getOrDefault(id, 0);
    }

    private void moderateOnce(Object payload, Object message) {
        interceptor.clearStatements();
        long start = System.nanoTime();
        try {
            moderate(payload, message);
        } finally {
            tookMillis = (System.nanoTime() - start) / 1_000_000;
            askedInOneTry = interceptor.statements("question").size();
        }
    }

    private static long waitedMillis() {
        return THREADS.getThreadInfo(Thread.currentThread().getId()).getWaitedTime();
    }

    private void work(TaskHandler handler) {
        fixture.drain("moderate", handler);
    }

    private void moderate(Object payload, Object message) {
        interceptor.holdStrangers();
        long before = waitedMillis();
        try {
            goneOrAway.moderate((Long) payload);
        } catch (RuntimeException e) {
            if (!(e instanceof Discard)
                    && NestedExceptionUtils.getRootCause(e) instanceof Discard) {
                wrapped = WRAPPED.formatted(e.getClass().getSimpleName());
            }
            throw e;
        } finally {
            pausedMillis = waitedMillis() - before;
        }
    }
}
