package workshop.step02;

import static workshop.step02.Require.quote;

import java.sql.SQLTimeoutException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import workshop.forum.Moderation;
import workshop.grading.Exercise;
import workshop.interleavings.Exploration;
import workshop.interleavings.Interleavings;
import workshop.interleavings.Kind;
import workshop.interleavings.Seams;
import workshop.queue.Discard;
import workshop.queue.Worker;

/**
 * Whoever goes first, author or worker, and with a second worker, too: an edit that {@code edit}
 * has accepted stays, and in the end readers see what was made from it. Whoever is refused is not
 * left in the dark: the author gets an exception, the worker another try. On a quiet row every edit
 * gets through, and its task is enqueued after the commit. The database decides at the moment of
 * writing; whether by a version, a condition or a held row is free.
 */
@Exercise(
        id = "2.6",
        title = "The author edits while the worker writes",
        points = 15,
        stars = 2,
        edit = "Answer.java")
@Step02Test
class LostUpdateTest {

    private static final String LOST = "the edit is lost";
    private static final String OLD_SHOWN = "the old text is shown";
    private static final String GIVEN_UP = "given up";
    private static final String SAVED_ALL_THE_SAME = "refused, and saved all the same";

    private static final String ALWAYS_REFUSED = "refused, even when no one else is there";

    /** A version that grows with every save may refuse a worker several times. */
    private static final int TRIES = 8;

    private static final String OLD = "the  old text";
    private static final String OLD_IN_CAPITALS = "THE  OLD TEXT";
    private static final String NEW = "the  new text";
    private static final String OTHER = "another  text";

    private final Answers answers;
    private final Step02Fixture fixture;
    private final CallInterceptor interceptor;

    /** What happened in the first schedule with that outcome. */
    private final Map<String, Desk> examples = new HashMap<>();

    LostUpdateTest(Answers answers, Step02Fixture fixture, CallInterceptor interceptor) {
        this.answers = answers;
        this.fixture = fixture;
        this.interceptor = interceptor;
    }

    @Test
    void no_edit_is_lost_in_any_interleaving() {
        var exploration =
                Races.explore(
                        scenario("2.6 Author against worker")
                                .points(
                                        Kind.READ,
                                        Kind.WRITE,
                                        Kind.COMMIT,
                                        Kind.POP,
                                        Kind.ENQUEUE,
                                        Kind.NAMED)
                                .actor("author", desk -> desk.toItsEnd(() -> desk.edit(NEW)))
                                .actor("worker", desk -> desk.toItsEnd(desk::work)),
                        interceptor);

        Races.requireNone(exploration, words(exploration));
    }

    /** The second worker follows the author, so that there are few orders, and all of them tell. */
    @Test
    void of_two_workers_the_one_with_the_newer_text_wins() {
        var exploration =
                Races.explore(
                        scenario("2.6 With a second worker")
                                .points(Kind.READ, Kind.WRITE, Kind.COMMIT, Kind.NAMED)
                                .actor("worker", desk -> desk.toItsEnd(desk::work))
                                .actor(
                                        "author",
                                        desk ->
                                                desk.toItsEnd(
                                                        () -> {
                                                            desk.edit(NEW);
                                                            desk.work();
                                                        })),
                        interceptor);

        if (Races.shortestBadOutcome(exploration).equals(LOST)) {
            return; // the test above tells that
        }
        Races.requireNoneOfThose(
                exploration,
                Races.shortestBadOutcome(exploration).equals(OLD_SHOWN)
                        ? """
                        The edit is saved, and readers go on seeing the old text. A worker loaded \
                        the old text before the author edited, and after the edit it wrote what it \
                        had made from it; the second worker (in the picture, in the author's \
                        column after the edit) did not put that right. The first worker's \
                        statement was: %s. %s\
                        """
                                .formatted(
                                        LostUpdateFeedback.update(
                                                examples.get(OLD_SHOWN).workerSql),
                                        LostUpdateFeedback.whyOldIsShown(
                                                examples.get(OLD_SHOWN).workerSql))
                        : words(exploration));
    }

    @Test
    void a_worker_that_was_overtaken_does_not_return_as_if_all_were_done() {
        requireNotQuiet(
                OLD,
                List.of(NEW),
                "The author edited the answer between the worker's load and its save.");
        requireNotQuiet(
                OLD,
                List.of(OLD_IN_CAPITALS),
                """
                Between the worker's load and its save, the author edited the answer from %s to \
                %s.\
                """
                        .formatted(quote(OLD), quote(OLD_IN_CAPITALS)));
        requireNotQuiet(
                "5%_of it",
                List.of("5% or 6% of it"),
                """
                Between the worker's load and its save, the author edited the answer from "5%_of \
                it" to "5% or 6% of it". (To "like", % and _ stand for other letters.)\
                """);
        requireNotQuiet(
                OLD,
                IntStream.range(1, 5).mapToObj(i -> "%s, edit %s".formatted(NEW, i)).toList(),
                "Each time the worker loaded the answer, the author edited it before its save.");
    }

    private void requireNotQuiet(String old, List<String> bodies, String happened) {
        var desk = new Desk(old);
        var edits = new ArrayList<Aside>();
        overtake(desk, edits, bodies);
        Throwable thrown = null;
        try {
            fixture.process(AnswerDesk.class).moderate(desk.id);
        } catch (RuntimeException e) {
            thrown = e;
        } finally {
            edits.forEach(Aside::join);
        }
        edits.forEach(edit -> edit.requireNotLockedOut("The author's edit"));
        var last = edits.isEmpty() ? old : bodies.get(edits.size() - 1);
        boolean edited = desk.refused == null && last.equals(desk.body());
        Require.that(
                !edited || !(thrown instanceof Discard),
                """
                %s Then the worker gave up its task for good: %s. The answer is still there: let \
                the worker try again.\
                """,
                happened,
                thrown);
        Require.that(
                !edited || thrown != null || Moderation.clean(last).equals(desk.shown()),
                """
                %s After %s such edits, moderate() returned as if its task were done; but the \
                body is %s, and readers see %s. A worker that the database has refused lets the \
                exception out, or loads and does all of it again.\
                """,
                happened,
                edits.size(),
                quote(desk.body()),
                quote(desk.shown()));
    }

    /** Whenever this thread has loaded the answer, its author edits it. */
    private void overtake(Desk desk, List<Aside> edits, List<String> bodies) {
        interceptor.afterReading(
                "answer",
                () -> {
                    var body = bodies.get(edits.size());
                    var edit = Aside.run(() -> desk.edit(body));
                    edits.add(edit);
                    edit.letGoOfIt();
                    if (edits.size() < bodies.size()) {
                        overtake(desk, edits, bodies);
                    }
                });
    }

    /** Another edit overtakes the author's; a worker has loaded since, and is slow. */
    @Test
    void an_author_who_was_overtaken_is_not_overwritten_later() {
        var desk = new Desk();
        var loaded = new CountDownLatch(1);
        var edited = new CountDownLatch(1);
        var workers = new ArrayList<Aside>();
        Runnable slow =
                () -> {
                    interceptor.afterReading(
                            "answer",
                            () -> {
                                loaded.countDown();
                                Aside.await(edited);
                            });
                    try {
                        fixture.process(AnswerDesk.class).moderate(desk.id);
                    } finally {
                        loaded.countDown();
                    }
                };
        interceptor.afterReading(
                "answer",
                () -> {
                    Aside.run(() -> fixture.process(AnswerDesk.class).edit(desk.id, OTHER));
                    workers.add(Aside.start(slow));
                    Aside.await(loaded);
                });
        desk.edit(NEW);
        edited.countDown();
        workers.forEach(Aside::join);
        Require.that(
                workers.isEmpty() || desk.refused != null || NEW.equals(desk.body()),
                """
                Between an edit's load and its save, the author saved another edit (in a second \
                window), and a worker loaded that one and took its time. edit() returned, and then \
                the worker saved: now the body is %s, and the last edit, %s, is lost. The edit's \
                statements were: %s. If the database refuses an edit, don't write it past the \
                check: load the answer again and save it as at first, or let the exception out.\
                """,
                quote(desk.body()),
                quote(NEW),
                String.join("; ", desk.authorSql));
    }

    @Test
    void on_a_quiet_row_every_edit_gets_through() {
        var desk = new Desk();
        var web = fixture.process(AnswerDesk.class);
        edit(desk, web, "before the first moderation");
        desk.work();
        edit(desk, web, "after it");
        edit(desk, web, "and again");
        desk.work();
        Require.that(
                "and again".equals(desk.shown()),
                """
                An answer was edited three times, and each time no one else was writing. In the \
                end readers should see "and again". They see %s. %s\
                """,
                quote(desk.shown()),
                fixture.deadLetters());
    }

    @Test
    void every_edit_has_its_task_whatever_the_text() {
        var desk = new Desk();
        desk.work();
        for (var body : List.of("No", "A long text. ".repeat(15), "?", "No", "no", "Casino")) {
            int before = interceptor.sent().size();
            edit(desk, fixture.process(AnswerDesk.class), body);
            int sent = interceptor.sent().size() - before;
            desk.work();
            Require.that(
                    Moderation.clean(body).equals(desk.shown()),
                    """
                    An answer was edited to %s, and the workers had time for every task: edit() \
                    sent %s. Readers should see %s. They see %s. %s\
                    """,
                    quote(body),
                    sent == 0 ? "none" : sent == 1 ? "one" : String.valueOf(sent),
                    quote(Moderation.clean(body)),
                    quote(desk.shown()),
                    fixture.deadLetters());
        }
    }

    private void edit(Desk desk, AnswerDesk web, String body) {
        desk.edit(web, body);
        var refused = desk.refused;
        if (refused != null) {
            desk.edit(body);
        }
        Require.that(
                refused == null,
                """
                An author edited an answer while no one else was writing, and edit() threw %s. \
                Refuse an edit only when someone else has changed the row at the same time.%s\
                """,
                refused,
                desk.refused == null
                        ? " In a new process, the same edit gets through: what does the old one"
                                + " keep of an earlier edit? Load the answer again for each."
                        : "");
        Require.that(
                body.equals(desk.body()),
                """
                An author edited an answer while no one else was writing. edit() returned, and the \
                body should be %s. In the database it is %s. The statements were: %s\
                """,
                quote(body),
                quote(desk.body()),
                desk.authorSql.isEmpty() ? "none" : String.join("; ", desk.authorSql));
    }

    private Interleavings<Desk> scenario(String name) {
        return Interleavings.of(Desk::new)
                .named(name)
                .separateProcesses(AnswerDesk.class)
                .outcome(
                        desk -> {
                            var outcome = desk.outcome();
                            examples.putIfAbsent(outcome, desk);
                            return outcome;
                        })
                .acceptable("the edit is shown", "the author is told")
                .forbidden(LOST, "The author's edit is lost, and no one was told.")
                .forbidden(
                        OLD_SHOWN,
                        "The author's edit is saved, but readers go on seeing the old text.")
                .forbidden(GIVEN_UP, "The worker gave up: its message is among the dead letters.")
                .forbidden(
                        SAVED_ALL_THE_SAME,
                        "edit() threw an exception, but the edit is in the database.")
                .enoughIfBad(12);
    }

    private String words(Exploration exploration) {
        var outcome = Races.shortestBadOutcome(exploration);
        var example = examples.get(outcome);
        var steps = Races.shortestBad(exploration);
        if (example == null) {
            return "";
        }
        return switch (outcome) {
            case LOST ->
                    "The author's edit is lost, and no one was told. "
                            + LostUpdateFeedback.ofLost(
                                    steps, example.authorSql, example.workerSql);
            case OLD_SHOWN ->
                    "The author's edit is saved, but readers go on seeing the old text. "
                            + LostUpdateFeedback.ofNotShown(
                                    steps, example.authorSql, example.workerSql, example.sent);
            case GIVEN_UP ->
                    "The worker gave up on its message. "
                            + example.deadLetters
                            + LostUpdateFeedback.ofMissedRow(steps);
            case ALWAYS_REFUSED ->
                    "edit() threw %s, even when no one else was writing."
                            .formatted(example.refused);
            default -> "";
        };
    }

    /** An answer whose moderation is enqueued, and which its author is about to edit. */
    private final class Desk {

        private final long id;
        private volatile RuntimeException refused;
        private volatile List<String> authorSql = List.of();
        private final List<String> workerSql = new CopyOnWriteArrayList<>();

        /** Whether the last edit has sent a task. */
        private volatile boolean sent;

        private String deadLetters = "";

        /** Whether one of two actors has come to its end. */
        private volatile boolean isOneOver;

        Desk() {
            this(OLD);
        }

        Desk(String body) {
            fixture.clear();
            id = answers.save(new Answer(body)).getId();
            fixture.enqueue("moderate", id);
        }

        void edit(String body) {
            edit(fixture.process(AnswerDesk.class), body);
        }

        void edit(AnswerDesk web, String body) {
            interceptor.clearStatements();
            refused = null;
            int before = interceptor.sent().size();
            try {
                web.edit(id, body);
            } catch (RuntimeException e) {
                // the author reads: "Someone else was faster. Please look again."
                refused = e;
            } finally {
                authorSql = interceptor.statements("answer");
                sent = interceptor.sent().size() > before;
            }
        }

        void toItsEnd(Runnable work) {
            try {
                work.run();
            } finally {
                isOneOver = true;
            }
        }

        void work() {
            worker().drain();
        }

        private Worker worker() {
            var desk = fixture.process(AnswerDesk.class);
            boolean[] wasLockedOut = {false};
            return fixture.worker(
                            "moderate",
                            (payload, message) -> {
                                if (wasLockedOut[0]) {
                                    // As in production: a lock is gone before the next try.
                                    Seams.point(Kind.NAMED, "waits to try again", () -> isOneOver);
                                }
                                interceptor.clearStatements();
                                try {
                                    desk.moderate((Long) payload);
                                } catch (RuntimeException e) {
                                    wasLockedOut[0] = isLockedOut(e);
                                    throw e;
                                } finally {
                                    workerSql.addAll(interceptor.statements("answer"));
                                }
                            })
                    .maxDeliveries(TRIES);
        }

        /** Whether someone else holds the row; a version or a condition refuses in other words. */
        private static boolean isLockedOut(RuntimeException e) {
            return Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
                    .anyMatch(SQLTimeoutException.class::isInstance);
        }

        String outcome() {
            if (!fixture.reasons().isEmpty()) {
                deadLetters = fixture.deadLetters();
                return GIVEN_UP;
            } else if (refused != null) {
                return afterRefusal();
            } else if (!NEW.equals(body())) {
                return LOST;
            }
            return Moderation.clean(NEW).equals(shown()) ? "the edit is shown" : OLD_SHOWN;
        }

        /** An author who was refused tries again, and now no one else is there. */
        private String afterRefusal() {
            if (NEW.equals(body())) {
                return SAVED_ALL_THE_SAME;
            }
            var why = refused;
            edit(NEW);
            work();
            refused = why;
            if (!NEW.equals(body())) {
                return ALWAYS_REFUSED;
            }
            return Moderation.clean(NEW).equals(shown()) ? "the author is told" : OLD_SHOWN;
        }

        String body() {
            return column("body");
        }

        String shown() {
            return column("shown");
        }

        private String column(String name) {
            return fixture.jdbc()
                    .queryForObject(
                            "select %s from answer where id = ?".formatted(name), String.class, id);
        }
    }
}
