package workshop.step02;

import static workshop.step02.Require.quote;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import workshop.forum.Moderation;
import workshop.grading.Exercise;
import workshop.queue.TaskHandler;

/**
 * A question that is there is moderated, and no other row changes. One that is gone ends in a
 * {@code Discard} with its id at the first try: the database is asked once, without a pause, and no
 * row is made up. What may pass (no connection, a locked row) comes out as any other exception, and
 * the next try moderates. How a missing row is found out, and what the exceptions say, is free.
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

    private final GoneOrAway goneOrAway;
    private final Step02Fixture fixture;
    private final Watch watch;

    /** How long the last try paused, while the contention monitoring is on. */
    private long pausedMillis;

    GoneOrAwayTest(GoneOrAway goneOrAway, Step02Fixture fixture, Watch watch) {
        this.goneOrAway = goneOrAway;
        this.fixture = fixture;
        this.watch = watch;
    }

    @Test
    void a_question_that_is_there_is_moderated() {
        var bodies = List.of("  Are you   there? ", "“Ünïcode” & 'quotes'", "Visit my casino");
        var ids = bodies.stream().map(fixture::insertQuestion).toList();
        long other = fixture.insertQuestion("No one asked for me");
        ids.forEach(id -> fixture.enqueue("moderate", id));
        work(this::moderate);

        for (int i = 0; i < ids.size(); i++) {
            var expected = Moderation.clean(bodies.get(i));
            var shown = fixture.shown(ids.get(i));
            Require.that(
                    expected.equals(shown),
                    """
                    Question %d is there, and after its task readers should see %s. They see %s. %s\
                    """,
                    ids.get(i),
                    quote(expected),
                    quote(shown),
                    fixture.deadLetters());
        }
        Require.that(
                fixture.shown(other) == null,
                """
                No task asked for question %d, and now readers see %s of it. Change only the \
                question that the message names.\
                """,
                other,
                quote(fixture.shown(other)));
    }

    @Test
    void a_question_that_is_gone_leaves_a_dead_letter_that_names_it() {
        fixture.insertQuestion("I stay");
        for (long id : goneIds()) {
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
            Require.that(
                    !reasons.isEmpty(),
                    """
                    Question %d was deleted before its task ran, and your worker did not say so: \
                    its handler returned, so the message is acknowledged, there is no dead letter, \
                    and no one will ever know. A log line is no answer: the exception that leaves \
                    the handler is.\
                    """,
                    id);
            Require.that(
                    tries == 1,
                    """
                    Question %d was deleted before its task ran, and your worker tried it %d \
                    times. A deleted row does not come back, however often you ask for it: tell \
                    the worker that another try is pointless (TaskHandler says how). %s\
                    """,
                    id,
                    tries,
                    fixture.deadLetters());
            Require.that(
                    reasons.get(0).matches("(?s).*(?<!\\d)" + id + "(?!\\d).*"),
                    """
                    The reason of the dead letter is %s. Someone who reads it at night wants to \
                    know what is gone, and the id, %d, is not in it.\
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
            watch.clearStatements();
            triesOf(id, 1);
            shortestPause = Math.min(shortestPause, pausedMillis);
            var statements = watch.statements("question");
            Require.that(
                    statements.size() <= 1,
                    """
                    Question %d was deleted before its task ran, and in one try your code asked \
                    the database for it %d times. A deleted row does not come back: look once, \
                    and say that it is gone.\
                    """,
                    id,
                    statements.size());
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

    @Test
    void a_database_that_is_away_for_a_moment_costs_one_more_try() {
        long id = fixture.insertQuestion("Are you there?");
        fixture.enqueue("moderate", id);
        var outage = fixture.outage();
        var thrown = new ArrayList<Exception>();
        work(
                (payload, message) -> {
                    try {
                        moderate(payload, message);
                    } catch (Exception e) {
                        thrown.add(e);
                        throw e;
                    } finally {
                        outage.close();
                    }
                });

        requireAnotherTry(id, "The database could not be reached for a moment", thrown);
    }

    @Test
    void a_row_that_another_process_locks_for_a_moment_costs_one_more_try() throws Exception {
        long id = fixture.insertQuestion("Are you there?");
        fixture.enqueue("moderate", id);
        var thrown = new ArrayList<Exception>();
        try (var other = fixture.lock("question", "shown", id)) {
            work(
                    (payload, message) -> {
                        try {
                            moderate(payload, message);
                        } catch (Exception e) {
                            thrown.add(e);
                            throw e;
                        } finally {
                            other.rollback();
                        }
                    });
        }

        requireAnotherTry(
                id, "Another process was writing the row, and held it for a moment", thrown);
    }

    private void requireAnotherTry(long id, String whatHappened, List<Exception> thrown) {
        Require.that(
                fixture.reasons().isEmpty(),
                """
                %s, and question %d is still there. But your worker took it for gone. %s \
                Trouble that passes is worth another try: leave that exception alone.\
                """,
                whatHappened,
                id,
                fixture.deadLetters());
        var shown = fixture.shown(id);
        Require.that(
                "Are you there?".equals(shown),
                """
                %s, and question %d is still there. %s, the message is acknowledged, and readers \
                see %s. Let the database's exception out of the handler, and the worker tries \
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

    /** Two that were deleted, and one with a number that no int holds. */
    private List<Long> goneIds() {
        return List.of(fixture.deletedQuestion(), fixture.deletedQuestion(), 3_000_000_007L);
    }

    /** How often a worker tries the task of that question, which is gone. */
    private int triesOf(long id) {
        return triesOf(id, 3);
    }

    private int triesOf(long id, int most) {
        fixture.enqueue("moderate", id);
        Map<Object, Integer> tries = new HashMap<>();
        fixture.worker(
                        "moderate",
                        (payload, message) -> {
                            tries.merge(payload, 1, Integer::sum);
                            moderate(payload, message);
                        })
                .maxDeliveries(most)
                .drain();
        return tries.getOrDefault(id, 0);
    }

    private static long waitedMillis() {
        return THREADS.getThreadInfo(Thread.currentThread().getId()).getWaitedTime();
    }

    private void work(TaskHandler handler) {
        fixture.drain("moderate", handler);
    }

    private void moderate(Object payload, Object message) {
        long before = waitedMillis();
        try {
            goneOrAway.moderate((Long) payload);
        } finally {
            pausedMillis = waitedMillis() - before;
        }
    }
}
