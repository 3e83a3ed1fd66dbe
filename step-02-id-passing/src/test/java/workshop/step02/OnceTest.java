package workshop.step02;

import static workshop.step02.Require.quote;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import workshop.grading.Exercise;
import workshop.interleavings.Exploration;
import workshop.interleavings.Interleavings;
import workshop.interleavings.Kind;
import workshop.queue.Message;
import workshop.queue.TaskHandler;

/**
 * One task, delivered as often as you like, to one worker or to two at once, leaves one notice and
 * the moderated question, and its message is acknowledged; another task for an edited question is
 * done as well, and each is known from then on. The proof is a row of that database, and commits
 * together with the work, so a worker may die anywhere. Only the proof says "done already": any
 * other failure comes out. A question that is gone ends in one dead letter that names it. How the
 * database stops the second worker (a key, a condition, a held row) is free.
 */
@Exercise(
        id = "2.5",
        title = "Delivered twice, done once",
        points = 15,
        stars = 2,
        edit = "Once.java")
@Step02Test
class OnceTest {

    private final Step02Fixture fixture;
    private final CallInterceptor interceptor;
    private final ProofsAndNotices done;

    /** More transactions than one try needs. */
    private static final int MANY_TRIES = 5;

    /** No task has the name of an earlier one: no memory of another test is any use. */
    private static final AtomicInteger TASKS = new AtomicInteger();

    private String task = nextTask();
    private boolean askedTheDatabase;
    private final Map<String, Boolean> asked = new HashMap<>();
    private String reason = "";

    OnceTest(Step02Fixture fixture, CallInterceptor interceptor) {
        this.fixture = fixture;
        this.interceptor = interceptor;
        this.done = new ProofsAndNotices(fixture, interceptor);
    }

    @Test
    void a_task_that_comes_again_later_is_not_done_again() {
        long id = fixture.insertQuestion(" Twice?  ");
        long other = fixture.insertQuestion("Visit my casino");
        enqueue(id, task);
        enqueue(other, "Aufgabe “%s”".formatted(task));
        work();
        requireDone(id, "Twice?", 1);
        requireDone(other, "[hidden by moderation]", 1);

        enqueue(id, task);
        interceptor.clearStatements();
        work();
        var ran = interceptor.statements();
        Require.that(
                fixture.reasons().isEmpty(),
                """
                One task was delivered twice, a day apart. A task that is already done is no \
                failure, but your worker has given up on it. %s\
                """,
                OnceFeedback.ofGivenUp(fixture));
        Require.that(
                done.notices(id) == 1,
                remembersInMemory()
                        ? OnceFeedback.IN_MEMORY
                        : """
                        One task was delivered twice, a day apart, and the author has %d notices \
                        instead of one: your worker must see that the task is already done. %s\
                        """,
                done.notices(id),
                OnceFeedback.ofSecondRun(ran, done.remembered().contains(task)));
        requireDone(id, "Twice?", 1);
    }

    @Test
    void what_was_done_is_known_to_the_database_only() {
        var sameProcess = handler();
        enqueue(fixture.insertQuestion(" Twice?  "), task);
        drain(sameProcess);
        fixture.clear();
        long id = fixture.insertQuestion(" Twice?  ");
        enqueue(id, task);
        drain(sameProcess);

        Require.that(
                "Twice?".equals(fixture.shown(id)) && done.notices(id) == 1,
                """
                The task was done; then the database was put back to the state before it, as from \
                a backup, and the task came again. It was not done: readers see %s, and the author \
                has %d notices. So your worker remembers somewhere else what it has done. %s\
                """,
                quote(fixture.shown(id)),
                done.notices(id),
                OnceFeedback.IN_MEMORY.replaceFirst(
                        "Your worker .*? done\\. That memory", "Memory"));
    }

    @Test
    void another_task_for_the_same_question_is_done_as_well() {
        long id = fixture.insertQuestion(" Twice?  ");
        var tasks = nearlyAlike();
        var bodies = List.of(" Twice?  ", "Edited?", " Twice?  ");
        for (int i = 0; i < bodies.size(); i++) {
            fixture.jdbc()
                    .update(
                            "update question set body = ?, shown = null where id = ?",
                            bodies.get(i),
                            id);
            enqueue(id, tasks.get(i));
            interceptor.clearStatements();
            work();
            done.requireDoneAsWell(id, bodies.get(i), tasks.subList(0, i + 1));
        }
        tasks.forEach(again -> enqueue(id, again));
        work();
        done.requireNotDoneAgain(id, tasks);
    }

    /** As a queue may name them: all with one beginning, and with one hash code. */
    private static List<String> nearlyAlike() {
        var begin = "1795000000000-%d".formatted(TASKS.incrementAndGet());
        return List.of(begin + "Aa", begin + "BB", begin + "C#");
    }

    @Test
    void a_task_for_a_question_that_is_gone_leaves_a_dead_letter() {
        var gone = new ArrayList<Long>();
        fixture.withLargeIds(() -> gone.add(fixture.deletedQuestion()));
        long id = gone.get(0);
        for (int delivery = 1; delivery <= 2; delivery++) {
            enqueue(id, task);
            boolean isProven = done.remembered().contains(task);
            int tries = work();
            var reasons = fixture.reasons();
            Require.that(
                    reasons.size() == delivery,
                    delivery == 1
                            ? """
                            Question %d was deleted before its task ran. Your worker returned as \
                            if the task were done, and no dead letter tells of it.%s A question \
                            that is gone ends in a Discard with its id.\
                            """
                            : """
                            Question %d was deleted before its task ran, and that task was \
                            delivered twice. The second time, your worker took it for done.%s\
                            """,
                    id,
                    delivery == 1
                            ? done.remembered().contains(task) ? OnceFeedback.DONE_ALL_THE_SAME : ""
                            : isProven ? OnceFeedback.PROOF_STAYED : "");
            Require.that(
                    tries == 1,
                    """
                    Question %d was deleted before its task ran, and your worker tried %d times. \
                    It should say at once which question is gone. %s\
                    """,
                    id,
                    tries,
                    fixture.deadLetters());
            Require.that(
                    reasons.get(0).contains(String.valueOf(id)),
                    """
                    Question %d was deleted before its task ran. The dead letter should name it, \
                    and its reason is %s: the id is not in it, digit by digit.\
                    """,
                    id,
                    quote(reasons.get(0)));
        }
        Require.that(
                fixture.ids("notice").isEmpty(),
                "Question %d is gone, and all the same its author got a notice.",
                id);
    }

    @Test
    void trouble_that_passes_is_tried_again() {
        long id = fixture.insertQuestion(" Twice?  ");
        enqueue(id, task);
        workUntil(fixture.lock("question", "shown", id)::close);
        requireTriedAgain(id, task, "Another process held the question's row for a moment");

        long next = fixture.insertQuestion(" Twice?  ");
        var nextTask = nextTask();
        enqueue(next, nextTask);
        workUntil(fixture.outage()::close);
        requireTriedAgain(next, nextTask, "The database could not be reached for a moment");
    }

    /** The trouble ends with the first try, or, when code tries again by itself, in the end. */
    private void workUntil(Runnable over) {
        var once = handler();
        interceptor.ifPersistent(MANY_TRIES, over);
        drain(
                (payload, message) -> {
                    try {
                        once.handle(payload, message);
                    } finally {
                        over.run();
                    }
                });
    }

    private void requireTriedAgain(long id, String task, String whatHappened) {
        Require.that(
                done.notices(id) <= 1,
                """
                %s, and the task failed. After the next try, the author has %d notices: the failed \
                try had committed one by itself. The question, the proof and the notice belong in \
                one commit.\
                """,
                whatHappened,
                done.notices(id));
        Require.that(
                "Twice?".equals(fixture.shown(id)) && done.notices(id) == 1,
                """
                %s, and the task failed. After the next try, readers see %s and the author has %d \
                notices. %s %s\
                """,
                whatHappened,
                quote(fixture.shown(id)),
                done.notices(id),
                fixture.deadLetters(),
                done.remembered().contains(task)
                        ? OnceFeedback.PROOF_ALONE
                        : OnceFeedback.NO_PROOF);
    }

    @Test
    void a_proof_that_is_not_committed_proves_nothing() {
        long id = fixture.insertQuestion(" Twice?  ");
        var another = fixture.process(Once.class);
        var others = new ArrayList<Aside>();
        interceptor.beforeCommit(
                () -> {
                    others.add(Aside.run(() -> another.moderate(id, task)));
                    throw new IllegalStateException("The commit fails here.");
                });
        try {
            fixture.process(Once.class).moderate(id, task);
        } catch (RuntimeException failed) {
            // its worker tries again later, or has died
        }
        boolean returned = others.stream().anyMatch(each -> each.join() && each.thrown() == null);
        Require.that(
                !returned || done.notices(id) > 0,
                """
                A worker had done the task, all but the commit, when another worker got it, too. \
                That one returned as if the task were done; then the first one's commit failed, \
                and no one has done it. What is not committed may still be undone, so it proves \
                nothing: read only what is committed (not at READ UNCOMMITTED), and if a row is \
                held, wait for it, or let the exception out.\
                """);
    }

    @Test
    void a_refused_notice_is_not_done_already() {
        requireHeard(last -> "check (id <= %d)".formatted(last));
        fixture.clear();
        task = nextTask();
        requireHeard(last -> "unique (question_id)");
    }

    /** A constraint refuses the second notice; it is made of the first one's id. */
    private void requireHeard(LongFunction<String> constraint) {
        long id = fixture.insertQuestion(" Twice?  ");
        enqueue(id, task);
        work();
        fixture.jdbc()
                .update("update question set body = 'Edited?', shown = null where id = ?", id);
        done.refuseNotices(constraint.apply(fixture.ids("notice").get(0)));
        boolean[] persistent = {false};
        Runnable stop =
                () -> {
                    persistent[0] = true;
                    done.acceptNotices();
                };
        var once = handler();
        try {
            enqueue(id, nextTask());
            drain(
                    (payload, message) -> {
                        interceptor.ifPersistent(MANY_TRIES, stop);
                        once.handle(payload, message);
                    });
        } finally {
            done.acceptNotices();
        }
        Require.that(
                !persistent[0],
                """
                The database refused the notice, and your worker tried again by itself, again and \
                again. What the database refuses for good would keep this worker for ever, and \
                every other message waits. Let the exception out: the queue counts the tries.\
                """);
        Require.that(
                !fixture.reasons().isEmpty() || !"Edited?".equals(fixture.shown(id)),
                """
                The author had edited the question, and a second task asked for its moderation. \
                The database refused the notice. All the same, readers see "Edited?", and in the \
                end your worker acknowledged the message: the author never hears of it. The \
                question, the proof and the notice belong in one commit.\
                """);
        Require.that(
                !fixture.reasons().isEmpty(),
                """
                The author had edited the question, and a second task asked for its moderation. \
                The database refused the notice, because of a constraint that has nothing to do \
                with the task's key. Nothing was done: readers see %s, the author has only the \
                first task's notice, and your worker acknowledged the message. It takes any \
                failure for "done already". Before you say that, look for the row of this task.\
                """,
                quote(fixture.shown(id)));
    }

    @Test
    void when_a_worker_dies_at_any_point_another_takes_over() {
        check(
                OnceFeedback.AFTER_A_CRASH,
                Interleavings.of(this::fresh)
                        .named("2.5 A worker dies")
                        .actor("worker", any -> fixture.worker("moderate", handler()).drain())
                        .mayCrash("worker"));
    }

    @Test
    void two_workers_have_the_same_task_at_once() {
        check(
                OnceFeedback.AT_ONCE,
                Interleavings.of(this::deliveredTwice)
                        .named("2.5 Two workers at once")
                        .points(Kind.READ, Kind.WRITE, Kind.COMMIT)
                        .actor("worker", any -> fixture.worker("moderate", handler()).drain())
                        .actor("another", any -> fixture.worker("moderate", handler()).drain())
                        .separateProcesses(Once.class));
    }

    private void check(String twice, Interleavings<Step02Fixture> interleavings) {
        Exploration exploration =
                Races.explore(
                        interleavings
                                .outcome(any -> remember(outcome()))
                                .acceptable("done once")
                                .forbidden("done twice", twice)
                                .forbidden("never done", OnceFeedback.NEVER_DONE)
                                .forbidden("given up", OnceFeedback.GIVEN_UP)
                                .enoughIfBad(12),
                        interceptor);
        Races.requireNone(exploration, words(exploration));
        Require.that(
                Races.all(exploration).stream().allMatch(OnceTest::isOneNoticeSeen),
                """
                In the end, the author has one notice, but for a moment there were two: notices \
                were committed more than once. The author sees every single one. Let the database \
                refuse the second one before it is committed, instead of tidying up afterwards.\
                """);
    }

    private static boolean isOneNoticeSeen(List<Races.Seen> steps) {
        return steps.stream().filter(step -> step.publishes().contains("notice")).count() <= 1;
    }

    private String words(Exploration exploration) {
        var outcome = Races.shortestBadOutcome(exploration);
        var steps = Races.shortestBad(exploration);
        if (outcome.isEmpty()) {
            return "";
        } else if (remembersInMemory()) {
            return OnceFeedback.IN_MEMORY;
        } else if (outcome.equals("given up")) {
            return OnceFeedback.GIVEN_UP + " " + reason;
        } else if (outcome.equals("done twice")) {
            return OnceFeedback.ofDoneTwice(steps);
        } else if (outcome.equals("never done")) {
            return OnceFeedback.ofNeverDone(steps, asked.getOrDefault(outcome, true));
        }
        return "";
    }

    private Step02Fixture fresh() {
        fixture.clear();
        task = nextTask();
        enqueue(fixture.insertQuestion(" Twice?  "), task);
        return fixture;
    }

    private Step02Fixture deliveredTwice() {
        fresh();
        enqueue(fixture.ids("question").get(0), task);
        return fixture;
    }

    private static String nextTask() {
        return "task " + TASKS.incrementAndGet();
    }

    private String remember(String outcome) {
        asked.putIfAbsent(outcome, askedTheDatabase);
        if (outcome.equals("given up") && reason.isEmpty()) {
            reason = fixture.deadLetters();
        }
        return outcome;
    }

    /** Leases run out in the end, and another worker takes over what is left. */
    private String outcome() {
        askedTheDatabase = true;
        if (fixture.queue().length() > 0) {
            interceptor.clearStatements();
            work();
            askedTheDatabase = !interceptor.statements().isEmpty();
        }
        if (!fixture.reasons().isEmpty()) {
            return "given up";
        }
        var id = fixture.ids("question").get(0);
        return switch (fixture.ids("notice").size()) {
            case 0 -> "never done";
            case 1 -> "Twice?".equals(fixture.shown(id)) ? "done once" : "never done";
            default -> "done twice";
        };
    }

    private void requireDone(long id, String shown, int notices) {
        boolean isDone = shown.equals(fixture.shown(id)) && done.notices(id) == notices;
        if (!isDone) {
            interceptor.requireNoStranger();
        }
        Require.that(
                isDone,
                """
                Readers should see %s of question %d, and its author should have %d notice. \
                Readers see %s, and the author has %d. %s\
                """,
                quote(shown),
                id,
                notices,
                quote(fixture.shown(id)),
                done.notices(id),
                done.notices(id) == notices
                        ? fixture.deadLetters()
                        : OnceFeedback.ofNotices(fixture, interceptor));
    }

    private void enqueue(long id, String task) {
        fixture.enqueue("moderate", Map.of("question", id, "task", task));
    }

    /** A worker in a new process; how often it called the handler. */
    private int work() {
        var once = handler();
        interceptor.holdStrangers();
        int[] calls = {0};
        drain(
                (payload, message) -> {
                    calls[0]++;
                    once.handle(payload, message);
                });
        return calls[0];
    }

    private void drain(TaskHandler handler) {
        fixture.drain("moderate", handler);
    }

    private TaskHandler handler() {
        var once = fixture.process(Once.class);
        return (Object payload, Message message) -> {
            var map = (Map<?, ?>) payload;
            once.moderate((Long) map.get("question"), (String) map.get("task"));
        };
    }

    private static boolean remembersInMemory() {
        return Stream.of(Once.class.getDeclaredFields()).anyMatch(Step02Fixture::isMemory);
    }
}
