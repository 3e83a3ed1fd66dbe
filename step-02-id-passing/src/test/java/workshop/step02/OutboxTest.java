package workshop.step02;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.ConcurrencyFailureException;
import workshop.grading.Exercise;
import workshop.interleavings.Exploration;
import workshop.interleavings.Interleavings;
import workshop.interleavings.Kind;

/**
 * The note is written in the question's own transaction, so whoever dies leaves both or neither.
 * The relay sends first, then forgets: a refused task keeps its note. One round sends all notes,
 * forgets only what it has sent, undoes nothing that others write meanwhile, and comes to its end.
 * When nothing goes wrong, each task is sent once. Deleting or marking, locks and transactions, and
 * a first try to send in {@code ask} are free; so is a task that goes twice after a crash, a
 * refusal, or two rounds at once.
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

    private static final String IS_LOST =
            "The question is saved, but its task is lost, and no worker will ever moderate it.";

    private static final String IS_GHOST =
            "The queue asks for the moderation of a question that was never saved.";

    private static final String OTHER_ID =
            """
            The message carries %s, and the question has the id %s. A note has an id, too; the \
            task needs the question's.\
            """;

    private final Step02Fixture fixture;
    private final Watch watch;

    private final Map<String, List<String>> bodies = new HashMap<>();
    private final Map<String, List<Long>> ids = new HashMap<>();
    private final String tester = Thread.currentThread().getName();
    private List<Sent> ghosts = List.of();

    OutboxTest(Step02Fixture fixture, Watch watch) {
        this.fixture = fixture;
        this.watch = watch;
    }

    @Test
    void no_task_is_lost_wherever_a_process_dies() {
        var exploration =
                Races.explore(
                        Interleavings.of(this::fresh)
                                .named("2.4 Web or relay dies")
                                .actor("web", any -> unlessOvertaken(this::ask))
                                .actor("relay", any -> unlessOvertaken(this::relay))
                                .mayCrash("web")
                                .mayCrash("relay")
                                .outcome(any -> outcome())
                                .acceptable("asked for once", "asked for twice", "nothing saved")
                                .forbidden(LOST, IS_LOST)
                                .forbidden(GHOST, IS_GHOST)
                                .enoughIfBad(30),
                        watch);

        Races.requireNone(exploration, words(exploration));
    }

    private String words(Exploration exploration) {
        var outcome = Races.shortestBadOutcome(exploration);
        var steps = Races.shortestBad(exploration);
        if (outcome.equals(GHOST)) {
            return IS_GHOST + " " + ghost();
        } else if (!outcome.equals(LOST)) {
            return "";
        }
        boolean relayDied = Races.first(steps, "relay", Kind.CRASH) >= 0;
        boolean webDied = Races.first(steps, "web", Kind.CRASH) >= 0;
        if (relayDied) {
            return "The relay died after deleting a task and before sending it. " + IS_LOST;
        } else if (webDied && deletesItself(steps)) {
            return """
            ask() deleted its note, and the process died before it had sent the task. %s Send \
            first, then delete.\
            """
                    .formatted(IS_LOST);
        } else if (webDied) {
            return """
            The web process died when it had committed the question and nothing of its task. %s \
            Its note has to be in the question's own transaction.\
            """
                    .formatted(IS_LOST);
        }
        return """
        %s No process died: the relay deleted a note that it had not sent. Delete only what the \
        queue has taken.\
        """
                .formatted(IS_LOST);
    }

    private static boolean deletesItself(List<Races.Seen> steps) {
        return steps.stream()
                .filter(step -> step.actor().equals("web"))
                .anyMatch(step -> step.text().startsWith("DELETE"));
    }

    private String ghost() {
        var example = ghosts;
        var question = ids.getOrDefault(GHOST, List.of());
        if (!question.isEmpty()) {
            return OTHER_ID.formatted(
                    String.join(" and ", bodies.get(GHOST)), question.get(question.size() - 1));
        } else if (example.isEmpty()) {
            return "";
        } else if (!List.of("web", "relay", tester).contains(example.get(0).sender())) {
            return """
            %s called the queue on a thread of its own ("%s"), which your code has started. A \
            process that is killed runs no more code and starts no thread; and no one follows \
            that one.\
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
        Its note was committed before the question was, in a transaction of its own, and the \
        process died in between.\
        """;
    }

    @Test
    void when_no_process_dies_the_task_is_sent_once() {
        for (int questions = 1; questions <= 5; questions += 2) {
            fresh();
            IntStream.range(0, questions).forEach(any -> ask());
            int directly = watch.sent().size();
            relay();
            var first = sorted(sent());
            relay();
            relay();
            var all = sorted(sent());
            var saved = sorted(fixture.ids("question"));
            Require.that(
                    first.containsAll(saved),
                    """
                    Saved questions: %s. After one round of the relay, the queue has been told of: \
                    %s. One round sends everything that is written down; if \
                    it sends less than comes in, the table grows for ever.\
                    """,
                    text(saved),
                    text(first));
            Require.that(
                    all.equals(saved),
                    """
                    Saved questions: %s. No process died, and after three rounds of the relay the \
                    queue has been told of: %s. %s\
                    """,
                    text(saved),
                    text(all),
                    why(directly, all.size() - first.size()));
        }
    }

    private static String why(int directly, int later) {
        if (later > 0) {
            return """
            The second round sent again what the first had sent: the relay does not delete what it \
            has sent, or remembers it only in its own memory, which the next process doesn't have.\
            """;
        } else if (directly > 0) {
            return "Both ask() and the relay have sent the task, though nothing went wrong.";
        }
        return "Each task should be sent once, with the question's id.";
    }

    @Test
    void what_the_queue_refuses_is_sent_later() {
        fresh();
        fixture.refuseQueue();
        Aside.run(this::ask);
        Aside.run(this::ask);
        var round = Aside.run(this::relay);
        Require.that(
                round.join(),
                """
                The queue refused every call, and the relay's round did not come to its end. It is \
                called every second: end the round, the next one tries again.\
                """);
        fixture.emptyQueue();
        relay();
        requireAllSent(
                """
                The queue refused every call for a while; then it was back, and the relay had \
                another round. What is to be sent stays written down until the queue has taken it: \
                when the call throws, nothing may lead to its deletion, neither a catch nor a \
                finally nor a thread that no one waits for.\
                """);
    }

    @Test
    void a_round_forgets_only_what_it_has_sent() {
        fresh();
        ask();
        watch.afterSending(() -> Aside.run(this::ask));
        unlessOvertaken(this::relay);
        relay();
        requireAllSent(
                """
                While the relay was sending, another question was saved. The round that was \
                running deleted its note, too, and had never read it. Delete only the notes that \
                you have sent, one by one.\
                """);

        fresh();
        watch.beforeCommit(
                () ->
                        Aside.run(
                                () -> {
                                    ask();
                                    relay();
                                }));
        ask();
        relay();
        requireAllSent(
                """
                Two questions were saved at the same time, and the one with the lower id was \
                committed last, after the relay had sent the other. Ids are given before the \
                commit, so "sent up to id N" skips a note that comes later.\
                """);
    }

    @Test
    void two_rounds_at_once_lose_nothing() {
        fresh();
        ask();
        ask();
        var rounds = new ArrayList<Aside>();
        watch.afterSending(() -> rounds.add(Aside.run(this::relay)));
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
        watch.afterSending(() -> others.add(Aside.run(() -> fixture.jdbc().update(update, id))));
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

    private void requireAllSent(String whatHappened) {
        relay();
        var saved = sorted(fixture.ids("question"));
        var sent = sent();
        Require.that(
                sent.containsAll(saved),
                """
                Saved questions: %s. The queue has been told of: %s. A task is lost. %s\
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
        return watch.sent().stream()
                .map(Sent::body)
                .map(body -> body.matches("\\d{1,18}") ? Long.valueOf(body) : 0L)
                .toList();
    }

    private Step02Fixture fresh() {
        fixture.clear();
        return fixture;
    }

    private void ask() {
        fixture.process(Outbox.class).ask(new Question("Who will tell the worker?"));
    }

    private void relay() {
        fixture.process(Outbox.class).relay();
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
        relay();
        relay();
        var saved = fixture.ids("question");
        var sent = new ArrayList<Object>();
        fixture.drain("moderate", (id, message) -> sent.add(id));
        if (!saved.containsAll(sent)) {
            bodies.putIfAbsent(GHOST, sent.stream().map(String::valueOf).toList());
            if (ids.putIfAbsent(GHOST, saved) == null) {
                ghosts = watch.sent();
            }
            return GHOST;
        } else if (saved.isEmpty()) {
            return "nothing saved";
        }
        return switch (sent.size()) {
            case 0 -> LOST;
            case 1 -> "asked for once";
            default -> "asked for twice";
        };
    }
}
