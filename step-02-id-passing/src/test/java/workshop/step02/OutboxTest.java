package workshop.step02;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import workshop.grading.Exercise;
import workshop.interleavings.Exploration;
import workshop.interleavings.Interleavings;
import workshop.interleavings.Kind;
import workshop.interleavings.Seams;

/**
 * The note is written in the question's own transaction, so whoever dies leaves both or neither.
 * The relay sends first, then forgets: a refused task keeps its note, however often it is refused,
 * and one that can't be sent stops no other. One round sends all notes, forgets only what it has
 * sent, undoes nothing that others write meanwhile, and comes to its end. When nothing goes wrong,
 * each task is sent once. Deleting or marking, locks and transactions, and a first try to send in
 * {@code ask} are free; so is a task that goes twice after a crash, a refusal, or two rounds at
 * once.
 */
@Exercise(
        id = "2.4",
        title = "Nothing is lost between two systems",
        points = 15,
        stars = 2,
        edit = "Outbox.java")
@Step02Test
class OutboxTest {

    private static final String LOST = "saved, but lost";
    private static final String GHOST = "a ghost";
    private static final String EARLY = "sent before the commit";
    private static final String DELETED = "the question is deleted";

    /** How often the queue refuses a task before it takes it. */
    private static final int REFUSALS = 12;

    private final Step02Fixture fixture;
    private final CallInterceptor interceptor;

    private final Map<String, List<String>> bodies = new HashMap<>();
    private final Map<String, List<Long>> ids = new HashMap<>();
    private final String tester = Thread.currentThread().getName();
    private volatile boolean webIsOver;
    private volatile boolean isQuestionDeleted;
    private volatile boolean isEarly;
    private boolean isStillNoted;
    private List<Sent> ghosts = List.of();

    /** Seen once, as a round that never ends would keep each of the tests. */
    private static Boolean roundEnds;

    OutboxTest(Step02Fixture fixture, CallInterceptor interceptor) {
        this.fixture = fixture;
        this.interceptor = interceptor;
    }

    @BeforeEach
    void requireThatARoundEnds() {
        if (roundEnds == null) {
            Aside.run(this::ask);
            var round = Aside.start(this::relay);
            roundEnds = IntStream.range(0, 3).anyMatch(second -> round.join());
            fresh();
        }
        Require.that(roundEnds, OutboxFeedback.ENDLESS);
    }

    @Test
    void no_task_is_lost_wherever_a_process_dies() {
        var exploration =
                Races.explore(
                        scenario("2.4 Web or relay dies")
                                .actor("web", any -> askToTheEnd())
                                .actor("relay", any -> relayAfterwards())
                                .mayCrash("web")
                                .mayCrash("relay"),
                        interceptor,
                        this::handedOver);

        Races.requireNone(exploration, words(exploration));
    }

    /** Before the relay's round, the web process has ended, in one way or another. */
    private void relayAfterwards() {
        Seams.point(Kind.NAMED, "begins a round", () -> webIsOver);
        relay();
    }

    private void askToTheEnd() {
        try {
            ask();
        } finally {
            webIsOver = true;
        }
    }

    @Test
    void no_task_is_lost_while_web_and_relay_are_at_work() {
        var exploration =
                Races.explore(
                        scenario("2.4 Web and relay at once")
                                .points(Kind.READ, Kind.COMMIT, Kind.ENQUEUE)
                                .actor("web", any -> unlessOvertaken(this::ask))
                                .actor("relay", any -> unlessOvertaken(this::relayAtOnce))
                                .forbidden(EARLY, OutboxFeedback.IS_EARLY),
                        interceptor,
                        this::handedOver);

        Races.requireNone(exploration, words(exploration));
    }

    private void relayAtOnce() {
        interceptor.afterSending(() -> isEarly |= fixture.committed("question") == 0);
        relay();
    }

    private Step02Fixture refused() {
        fresh();
        fixture.refuseQueue();
        unlessRefused(this::ask);
        return fixture;
    }

    private static void unlessRefused(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException refused) {
            // the queue's, if the code lets it out
        }
    }

    private Interleavings<Step02Fixture> scenario(String name) {
        return scenario(name, this::fresh);
    }

    private Interleavings<Step02Fixture> scenario(String name, Supplier<Step02Fixture> begin) {
        return Interleavings.of(begin)
                .named(name)
                .outcome(any -> outcome())
                .acceptable("asked for once", "asked for twice", "nothing saved")
                .forbidden(LOST, OutboxFeedback.IS_LOST)
                .forbidden(GHOST, OutboxFeedback.IS_GHOST)
                .forbidden(DELETED, OutboxFeedback.QUESTION_DELETED)
                .enoughIfBad(12);
    }

    private String words(Exploration exploration) {
        var outcome = Races.shortestBadOutcome(exploration);
        var steps = Races.shortestBad(exploration);
        if (outcome.equals(GHOST)) {
            return OutboxFeedback.IS_GHOST + " " + ghost();
        } else if (!outcome.equals(LOST)) {
            return "";
        }
        return OutboxFeedback.ofLost(steps, isStillNoted);
    }

    private String ghost() {
        var example = ghosts;
        var question = ids.getOrDefault(GHOST, List.of());
        if (!question.isEmpty()) {
            return OutboxFeedback.OTHER_ID.formatted(
                    String.join(" and ", bodies.get(GHOST)), question.get(question.size() - 1));
        } else if (example.isEmpty()) {
            return "";
        } else if (!List.of("web", "relay", tester).contains(example.get(0).sender())) {
            return """
            %s called the queue on another thread ("%s"). A process that is killed runs no more \
            code and starts no thread; and no one follows that one.\
            """
                    .formatted(example.get(0).line(), example.get(0).sender());
        } else if (example.get(0).withinOwn("ask")) {
            return """
            ask() called the queue (%s) before the question was committed, and the process died in \
            between.\
            """
                    .formatted(example.get(0).line());
        }
        return """
        Its OutboxTask was committed before the question was, in another transaction, and the \
        process died in between.\
        """;
    }

    @Test
    void when_no_process_dies_the_task_is_sent_once() {
        for (int questions = 1; questions <= 5; questions += 2) {
            fresh();
            IntStream.range(0, questions).forEach(any -> ask());
            int directly = interceptor.sent().size();
            round();
            var ran = interceptor.statements();
            var first = sorted(sent());
            round();
            round();
            var all = sorted(sent());
            var saved = sorted(fixture.ids("question"));
            Require.that(
                    first.containsAll(saved),
                    """
                    Saved questions: %s. After one round of the relay, the queue has the tasks of: \
                    %s. One round sends everything that is written down; if \
                    it sends less than comes in, the table grows for ever.\
                    """,
                    text(saved),
                    text(first));
            Require.that(
                    all.equals(saved),
                    """
                    Saved questions: %s. No process died, and after three rounds of the relay the \
                    queue has the tasks of: %s. %s\
                    """,
                    text(saved),
                    text(all),
                    all.size() > first.size()
                            ? OutboxFeedback.ofSentAgain(ran)
                            : directly > 0
                                    ? OutboxFeedback.SENT_BY_BOTH
                                    : "Each task should be sent once, with the question's id.");
        }
    }

    /** A second look, when nothing goes wrong: does ask() write down what is to be sent? */
    private String handedOver(Sent sent) {
        fresh();
        unlessOvertaken(this::ask);
        var writes =
                interceptor.statements().stream().filter(sql -> !sql.startsWith("select")).toList();
        boolean onlyTheQuestion =
                writes.size() == 1
                        && writes.get(0).startsWith("insert into question (body,shown,id)");
        return OutboxFeedback.handedOver(sent, onlyTheQuestion);
    }

    @Test
    void what_the_queue_refuses_is_sent_later() {
        fresh();
        fixture.refuseQueue();
        Aside.run(this::ask);
        Aside.run(this::ask);
        var relay = fixture.process(Outbox.class);
        int before = notes();
        refusedRound(relay);
        int left = notes();
        IntStream.range(1, REFUSALS).forEach(any -> refusedRound(relay));
        int leftAtLast = notes();
        fixture.emptyQueue();
        Aside.run(relay::relay);
        var sent = sent();
        relay();
        requireAllSent(
                left == leftAtLast || left < before
                        ? OutboxFeedback.REFUSED
                        : """
                        The queue refused every call in %d rounds of the relay; then it was back. \
                        After the first of these rounds, %d OutboxTasks were there, after the \
                        last, %d: the relay gives up a task that is refused too often. No number \
                        of refusals may lead to its deletion.\
                        """
                                .formatted(REFUSALS, left, leftAtLast));
        Require.that(
                sent.containsAll(fixture.ids("question")),
                """
                The queue refused every call for a while; then it was back, and the same process \
                had another round. It sent %s of the saved questions %s; only a new process sent \
                the rest. Does the relay keep something in a field that a refusal leaves behind? \
                Every round begins with what the table says.\
                """,
                text(sent),
                text(sorted(fixture.ids("question"))));
    }

    private static void refusedRound(Outbox relay) {
        Require.that(
                Aside.run(relay::relay).join(),
                """
                The queue refused every call, and the relay's round did not come to its end. It is \
                called every second: end the round, the next one tries again.\
                """);
    }

    /** How many are in the table of the notes; an answer may keep them elsewhere. */
    private int notes() {
        try {
            return fixture.ids("outbox_task").size();
        } catch (DataAccessException elsewhere) {
            return 0;
        }
    }

    @Test
    void a_round_forgets_only_what_it_has_sent() {
        fresh();
        ask();
        interceptor.afterSending(() -> Aside.run(this::ask));
        unlessOvertaken(this::relay);
        relay();
        requireAllSent(
                """
                While the relay was sending, another question was saved. The running round deleted \
                the new question's OutboxTask, too, which it had never read. Delete only what you \
                have sent, one by one.\
                """);
    }

    @Test
    void a_row_with_a_lower_id_may_come_later() {
        fresh();
        var relay = fixture.process(Outbox.class);
        var isSending = new CountDownLatch(1);
        var isCommitted = new CountDownLatch(1);
        Runnable other =
                () -> {
                    ask();
                    interceptor.afterSending(
                            () -> {
                                isSending.countDown();
                                Aside.await(isCommitted);
                            });
                    unlessOvertaken(relay::relay);
                    isSending.countDown();
                };
        var others = new ArrayList<Aside>();
        interceptor.beforeCommit(
                () -> {
                    others.add(Aside.start(other));
                    Aside.await(isSending);
                });
        ask();
        isCommitted.countDown();
        others.forEach(Aside::join);
        relay.relay();
        requireAllSent(
                """
                Two questions were saved at the same time, and the one with the lower id was \
                committed last, while the relay was sending the task of the other. Ids are given \
                before the commit, so "sent up to id N" skips a row that comes later, whether N \
                is in a field or in a statement. Delete what you have sent, one by one.\
                """);
    }

    @Test
    void a_question_that_was_deleted_stops_no_other_task() {
        fresh();
        ask();
        ask();
        try {
            long first = Collections.min(fixture.ids("question"));
            fixture.jdbc().update("delete from question where id = ?", first);
        } catch (DataAccessException kept) {
            return; // a note may hold its question fast
        }
        IntStream.range(0, 3).forEach(any -> Aside.run(this::relay));
        requireAllSent(
                """
                A question was deleted before the relay had sent its task. After three rounds, the \
                task of the next question is still not sent: one row that your relay can't use \
                stops the others. Send the id that is written down; what is gone is for the worker \
                to find out.\
                """);
    }

    @Test
    void two_rounds_at_once_lose_nothing() {
        fresh();
        ask();
        ask();
        var rounds = new ArrayList<Aside>();
        interceptor.afterSending(() -> rounds.add(Aside.run(this::relay)));
        unlessOvertaken(this::relay);
        rounds.forEach(Aside::join);
        relay();
        requireAllSent("Two rounds of the relay ran at the same time, in two processes.");
    }

    @Test
    void the_relay_undoes_nothing() {
        fresh();
        ask();
        long id = fixture.ids("question").get(0);
        var update = "update question set body = 'edited', shown = 'moderated' where id = ?";
        var others = new ArrayList<Aside>();
        interceptor.afterSending(
                () -> others.add(Aside.run(() -> fixture.jdbc().update(update, id))));
        unlessOvertaken(this::relay);
        boolean written = others.stream().allMatch(other -> other.join() && other.thrown() == null);
        var row = fixture.jdbc().queryForMap("select body, shown from question where id = ?", id);
        Require.that(
                others.isEmpty()
                        || !written
                        || row.get("body").equals("edited") && "moderated".equals(row.get("shown")),
                """
                When the relay had sent the task, the worker was quick, and the author edited: \
                both wrote the question's row. Then the relay wrote what it had loaded before over \
                it: the body is %s, and readers see %s. Write only your own column, or a table of \
                your own.\
                """,
                Require.quote(row.get("body")),
                Require.quote(row.get("shown")));
    }

    @Test
    void no_task_is_lost_when_the_relay_dies_while_the_queue_refuses() {
        var exploration =
                Races.explore(
                        scenario("2.4 The relay dies, and the queue refuses", this::refused)
                                .actor("relay", any -> unlessRefused(this::relay))
                                .mayCrash("relay"),
                        interceptor,
                        this::handedOver);

        Races.requireNone(exploration, words(exploration));
    }

    @Test
    void two_visitors_at_once_have_their_own_tasks() {
        for (int statement = 1; statement <= 3; statement++) {
            fresh();
            var web = fixture.process(Outbox.class);
            var other = new ArrayList<Aside>();
            interceptor.beforeStatement(
                    statement,
                    () -> other.add(Aside.run(() -> web.ask(new Question("And who tells me?")))));
            web.ask(new Question("Who will tell the worker?"));
            interceptor.forgetStatement();
            other.forEach(Aside::joinAtLast);
            relay();
            requireAllSent(
                    """
                    Two visitors asked at the same time, in one web process: they share your \
                    object. Keep what belongs to one request in local variables, not in a field.\
                    """);
        }
    }

    @Test
    void an_id_that_no_int_holds_is_sent_as_it_is() {
        fresh();
        fixture.withLargeIds(this::ask);
        round();
        requireAllSent("An id is a long, wherever it is written down and read again.");
    }

    private void requireAllSent(String whatHappened) {
        var saved = sorted(fixture.ids("question"));
        var sent = sent();
        Require.that(
                sent.containsAll(saved),
                """
                Saved questions: %s. The queue has the tasks of: %s. A task is lost. %s\
                """,
                text(saved),
                text(sent),
                whatHappened);
    }

    private static String text(List<Long> ids) {
        if (ids.isEmpty()) {
            return "none";
        }
        return String.join(", ", ids.stream().map(String::valueOf).toList());
    }

    private static List<Long> sorted(List<Long> ids) {
        var sorted = new ArrayList<>(ids);
        Collections.sort(sorted);
        return sorted;
    }

    /** What the queue was told of; a body that is no number counts as 0. */
    private List<Long> sent() {
        return interceptor.sent().stream()
                .map(Sent::body)
                .map(body -> body.matches("\\d{1,18}") ? Long.valueOf(body) : 0L)
                .toList();
    }

    private Step02Fixture fresh() {
        fixture.clear();
        webIsOver = false;
        isQuestionDeleted = false;
        isEarly = false;
        return fixture;
    }

    private void ask() {
        fixture.process(Outbox.class).ask(new Question("Who will tell the worker?"));
    }

    private void relay() {
        interceptor.clearStatements();
        try {
            fixture.process(Outbox.class).relay();
        } finally {
            isQuestionDeleted |=
                    interceptor.statements("question").stream()
                            .anyMatch(sql -> sql.startsWith("delete"));
        }
    }

    /** A round while no one else is at work, and the queue takes everything. */
    private void round() {
        int notes = notes();
        try {
            relay();
        } catch (RuntimeException e) {
            var error = new AssertionError(OutboxFeedback.ROUND_THREW.formatted(name(e), notes));
            error.setStackTrace(e.getStackTrace());
            throw error;
        }
    }

    private static String name(RuntimeException e) {
        return e.getClass().getSimpleName() + " (" + e.getMessage() + ")";
    }

    /**
     * When two send the same task, the second may find that the first has already deleted the row.
     * That does no harm.
     */
    private static void unlessOvertaken(Runnable work) {
        try {
            work.run();
        } catch (ConcurrencyFailureException e) {
            // the other one has sent it
        }
    }

    /** However the processes died, the relay always gets its next rounds. */
    private String outcome() {
        if (isEarly) {
            return EARLY;
        }
        fixture.stopRefusing();
        round();
        round();
        if (isQuestionDeleted) {
            return DELETED;
        }
        var saved = fixture.ids("question");
        var sent = new ArrayList<Object>();
        fixture.drain("moderate", (id, message) -> sent.add(id));
        if (!saved.containsAll(sent)) {
            bodies.putIfAbsent(GHOST, interceptor.sent().stream().map(Sent::body).toList());
            if (ids.putIfAbsent(GHOST, saved) == null) {
                ghosts = interceptor.sent();
            }
            return GHOST;
        } else if (saved.isEmpty()) {
            return "nothing saved";
        }
        return switch (sent.size()) {
            case 0 -> {
                isStillNoted = notes() > 0;
                yield LOST;
            }
            case 1 -> "asked for once";
            default -> "asked for twice";
        };
    }
}
