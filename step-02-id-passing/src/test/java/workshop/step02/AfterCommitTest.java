package workshop.step02;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import workshop.grading.Exercise;
import workshop.interleavings.Exploration;
import workshop.interleavings.Interleavings;
import workshop.queue.Message;

/**
 * {@code ask} saves the question and runs the rest once, in one transaction. When the rest throws,
 * or the commit fails, nothing is saved, no task is in the queue, and the exception comes out.
 * Otherwise exactly one task is in the queue when {@code ask} returns, and never before the commit,
 * so a quick worker finds the row at its first look. Nothing is kept from one call to the next. How
 * the code gets behind the commit is free, and so is what the worker does about a missing row.
 */
@Exercise(
        id = "2.3",
        title = "Not before the commit",
        points = 20,
        stars = 2,
        edit = "AfterCommit.java")
@Step02Test
class AfterCommitTest {

    /** More than any right answer takes; a worker that asks in a loop never gets to the end. */
    private static final int STEPS = 24;

    private static final String LOOPS = "still running after %d steps".formatted(STEPS);
    private static final String NOT_FOUND = "question not found";
    private static final String NEVER = "never enqueued";
    private static final String SAVED = "saved despite the rollback";
    private static final String NOT_MODERATED = "not moderated";
    private static final String TWICE = "enqueued twice";
    private static final String OTHER_MESSAGE = "not the question's id";
    private static final String RAN_AGAIN = "the rest ran again";
    private static final String INSTEAD = "another exception came out";
    private static final String ANY = "any outcome";
    private static final String TOLD_WRONGLY = "the visitor is told that all is well";

    private final AfterCommit afterCommit;
    private final Notices notices;
    private final Step02Fixture fixture;
    private final CallInterceptor interceptor;

    private final Set<String> received = new CopyOnWriteArraySet<>();
    private final Map<String, List<Sent>> sentBefore = new HashMap<>();
    private volatile String rest;
    private volatile boolean returned;
    private volatile boolean strange;
    private volatile boolean isOnAnotherThread;
    private volatile int runs;
    private volatile String instead;

    AfterCommitTest(
            AfterCommit afterCommit,
            Notices notices,
            Step02Fixture fixture,
            CallInterceptor interceptor) {
        this.afterCommit = afterCommit;
        this.notices = notices;
        this.fixture = fixture;
        this.interceptor = interceptor;
    }

    @Test
    void a_question_is_moderated_in_every_interleaving() {
        var exploration =
                Races.explore(
                        scenario("2.3 A question is saved", false)
                                .acceptable("moderated")
                                .forbidden(
                                        NOT_FOUND,
                                        """
                                        Your worker looked for the question before it was \
                                        committed, and found nothing.\
                                        """)
                                .forbidden(
                                        NEVER,
                                        "The question was committed, but no task asks for its"
                                                + " moderation.")
                                .forbidden(
                                        NOT_MODERATED,
                                        "The worker got the task, but readers do not see the"
                                                + " question.")
                                .forbidden(
                                        TWICE,
                                        "One question was saved, and two tasks ask for its"
                                                + " moderation."),
                        interceptor,
                        BeforeTheCommit::how);

        Races.requireNone(exploration, mistake(exploration));
    }

    @Test
    void a_rollback_leaves_no_ghost_in_any_interleaving() {
        var exploration =
                Races.explore(
                        scenario("2.3 A question rolled back", true)
                                .acceptable("nothing saved")
                                .forbidden(
                                        NOT_FOUND,
                                        """
                                        The question was rolled back, but its task is still in \
                                        the queue: a ghost.\
                                        """)
                                .forbidden(
                                        SAVED,
                                        """
                                        The rest of the request failed, but its question is in the \
                                        database.\
                                        """)
                                .forbidden(
                                        TOLD_WRONGLY,
                                        """
                                        The rest of the request failed and the question was \
                                        rolled back, but ask() returned as if all were well: the \
                                        visitor believes that the question is saved. Let the \
                                        exception out.\
                                        """),
                        interceptor,
                        BeforeTheCommit::how);

        Races.requireNone(exploration, mistake(exploration));
    }

    @Test
    void the_rest_and_the_question_are_one_transaction() {
        fresh();
        var asker = Thread.currentThread();
        Runnable failingRest =
                () -> {
                    RequestFeedback.requireInTransaction(interceptor, asker);
                    thank();
                    throw new RolledBack();
                };
        var question = new Question("Undone?");
        requireUndone("The rest of the request threw an exception", question, failingRest);

        fresh();
        var tooLong = new Question("Do I fit?");
        Runnable commitFails =
                () -> {
                    thank();
                    tooLong.setShown("too long ".repeat(50));
                };
        requireUndone("The commit failed: the database refused a text", tooLong, commitFails);
        nothingIsLeftWhenTheCommitHasNoResult();

        fresh();
        var halves = new Halves(fixture, interceptor).look();
        afterCommit.ask(new Question("Once?"), this::thank);
        Require.that(
                fixture.ids("notice").size() == 1,
                "ask() ran the rest of the request %d times. It has to run exactly once.",
                fixture.ids("notice").size());
        halves.requireNone();
    }

    /** What the rest of the request writes. */
    private void thank() {
        notices.save(new Notice(1, "Thank you for your question."));
    }

    private void nothingIsLeftWhenTheCommitHasNoResult() {
        fresh();
        boolean[] broken = {false};
        Runnable breaks =
                () -> {
                    broken[0] = true;
                    fixture.failCommit();
                };
        var thrown =
                requireThrown(
                        new Question("Undone?"),
                        () -> {
                            thank();
                            interceptor.beforeCommit(breaks);
                        });
        if (broken[0]) {
            requireNothingIsLeft("The connection broke in the middle of the commit", thrown);
        }
    }

    @Test
    void each_visitor_gets_the_task_of_their_own_question() {
        fresh();
        requireThrown(new Question("Rolled back"), this::rollBack);
        fresh(); // another test reports a ghost
        var first = new Question("Who is first?");
        var second = new Question("Who is second?");
        var other = new ArrayList<Aside>();
        afterCommit.ask(first, () -> other.add(Aside.run(() -> afterCommit.ask(second, () -> {}))));
        Require.that(
                other.get(0).join() && other.get(0).thrown() == null,
                """
                Two visitors asked at the same time, and the second one got no answer: ask() %s.\
                """,
                other.get(0).thrown() == null ? "did not come to its end" : other.get(0).thrown());

        var here = bodies();
        var sent = bodiesInAMoment();
        Require.that(
                here.size() >= 2 || sent.size() < 2,
                """
                Two visitors asked, and when ask() had returned, the tasks in the queue carried \
                %s; a moment later, they carried %s. The thread that calls ask() has to send the \
                task itself: no one follows another thread, and its failure is lost.\
                """,
                text(here),
                text(sent));
        var expected = List.of(first.getId().toString(), second.getId().toString());
        Require.that(
                sent.size() >= 2,
                """
                Two visitors asked. Their questions say %s and %s and have the ids %s. When ask() \
                had returned, the tasks in the queue carried %s. Every question that is committed \
                gets a task, whatever it says.\
                """,
                Require.quote(first.getBody()),
                Require.quote(second.getBody()),
                String.join(" and ", expected),
                text(sent));
        Require.that(
                sent.size() == 2 && sent.containsAll(expected),
                """
                One request was rolled back, and then two visitors asked at the same time. Their \
                questions have the ids %s, and the tasks in the queue carry %s. Every call has to \
                stand alone: it sends the id of its own question, and keeps nothing in a field.\
                """,
                String.join(" and ", expected),
                text(sent));
    }

    private static String text(List<String> sent) {
        return sent.isEmpty() ? "nothing" : String.join(" and ", sent);
    }

    private void requireUndone(String whatHappened, Question question, Runnable rest) {
        int[] runs = {0};
        var thrown =
                requireThrown(
                        question,
                        () -> {
                            runs[0]++;
                            rest.run();
                        });
        Require.that(
                runs[0] <= 1,
                """
                %s, and ask() ran the rest %d times. It has to run exactly once: what it does \
                outside of the database (a mail, a payment) is not undone. Let the exception out; \
                whether to try again is for the visitor to decide.\
                """,
                whatHappened,
                runs[0]);
        requireNothingIsLeft(whatHappened, thrown);
    }

    private void requireNothingIsLeft(String whatHappened, RuntimeException thrown) {
        Require.that(
                fixture.ids("question").isEmpty() && fixture.ids("notice").isEmpty(),
                """
                %s, and not everything was undone: the table "question" has %d rows, and the \
                table "notice", which the rest writes to, has %d. Both belong in one \
                transaction. (ask() threw %s.)\
                """,
                whatHappened,
                fixture.ids("question").size(),
                fixture.ids("notice").size(),
                name(thrown));
        Require.that(
                bodies().isEmpty(),
                """
                %s, and nothing was saved. But a task for question %s is in the queue, a ghost: %s\
                """,
                whatHappened,
                String.join(", ", bodies()),
                bodies().isEmpty() ? "" : BeforeTheCommit.how(interceptor.sent().get(0)));
        Require.that(
                thrown != null,
                """
                %s, and ask() returned as if all were well: the visitor believes that the question \
                is saved, and it is gone. Let the exception out.\
                """,
                whatHappened);
    }

    /** Runs {@code ask}, which ends with an exception; null when it does not. */
    private RuntimeException requireThrown(Question question, Runnable rest) {
        try {
            afterCommit.ask(question, rest);
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    /** Another thread may be about to send. */
    private List<String> bodiesInAMoment() {
        for (int i = 0; i < 20 && bodies().size() < 2; i++) {
            LockSupport.parkNanos(10_000_000);
        }
        return bodies();
    }

    private List<String> bodies() {
        return interceptor.sent().stream().map(Sent::body).toList();
    }

    private Interleavings<AfterCommitTest> scenario(String name, boolean rolledBack) {
        return Interleavings.of(this::fresh)
                .named(name)
                .actor("web", world -> ask(rolledBack))
                .actor("worker", world -> fixture.worker("moderate", this::moderate).drain())
                .separateProcesses(AfterCommit.class)
                .outcome(world -> remember(outcome(rolledBack)))
                .stepsAtMost(STEPS)
                .atMost(500)
                .forbidden(
                        RAN_AGAIN,
                        """
                        The rest of the request threw an exception, and ask() ran it once more. It \
                        has to run exactly once: what it does outside of the database (a mail, a \
                        payment) is not undone. Let the exception out; whether to try again is for \
                        the visitor to decide.\
                        """)
                .forbidden(
                        INSTEAD,
                        """
                        The rest of the request threw an exception, and ask() threw another one \
                        instead. Let the rest's own exception out as it is, at once: the visitor \
                        has to hear what happened, and whether to try again is for them to decide.\
                        """)
                .forbidden(OTHER_MESSAGE, "The message is not the bare number of the id.")
                .forbidden(
                        LOOPS,
                        "Your worker asks for the question again and again, and would go on for as"
                                + " long as no one commits it.");
    }

    private AfterCommitTest fresh() {
        if (!interceptor.sent().isEmpty()) {
            sentBefore.putIfAbsent(ANY, interceptor.sent());
        }
        fixture.clear();
        received.clear();
        rest = "The rest of the request never ran.";
        returned = false;
        strange = false;
        runs = 0;
        instead = "";
        return this;
    }

    private void ask(boolean rolledBack) {
        interceptor.clear();
        var asker = Thread.currentThread();
        try {
            afterCommit.ask(
                    new Question("  Who looks   first? "),
                    () -> {
                        rest = RequestFeedback.of(interceptor, asker);
                        isOnAnotherThread = Thread.currentThread() != asker;
                        runs++;
                        if (rolledBack) {
                            rollBack();
                        }
                    });
            returned = true;
        } catch (RolledBack expected) {
            // the visitor sees an error page
        } catch (RuntimeException e) {
            if (!rolledBack) {
                throw e;
            }
            instead = name(e);
        }
    }

    private void rollBack() {
        throw new RolledBack();
    }

    private void moderate(Object id, Message message) {
        received.add(message.id());
        if (id instanceof Long number) {
            afterCommit.moderate(number);
        } else {
            strange = true;
        }
    }

    private String remember(String outcome) {
        sentBefore.putIfAbsent(outcome, interceptor.sent());
        return outcome;
    }

    private String outcome(boolean rolledBack) {
        if (strange) {
            return OTHER_MESSAGE;
        } else if (runs > 1) {
            return RAN_AGAIN;
        } else if (!instead.isEmpty()) {
            return INSTEAD;
        }
        var questions = fixture.ids("question");
        // A worker that keeps silent must not hide a ghost.
        boolean ghost = rolledBack && questions.isEmpty() && !interceptor.sent().isEmpty();
        if (ghost || !fixture.reasons().isEmpty()) {
            return NOT_FOUND;
        }
        if (questions.isEmpty()) {
            return rolledBack && returned ? TOLD_WRONGLY : "nothing saved";
        }
        if (rolledBack) {
            return SAVED;
        }
        return switch (received.size()) {
            case 0 -> NEVER;
            case 1 -> isShown(questions.get(0)) ? "moderated" : NOT_MODERATED;
            default -> TWICE;
        };
    }

    private boolean isShown(long question) {
        return "Who looks first?".equals(fixture.shown(question));
    }

    /** What happened in the shortest bad schedule, and what the code did against it in vain. */
    private String mistake(Exploration exploration) {
        var outcome = Races.shortestBadOutcome(exploration);
        if (outcome.isEmpty()) {
            return "";
        }
        var words = new ArrayList<String>();
        exploration.outcomes().stream()
                .filter(each -> each.name().equals(outcome))
                .forEach(each -> words.add(each.why()));
        if (words.get(0).isEmpty()) {
            return "";
        }
        var sent = sentBefore.getOrDefault(outcome, sentBefore.getOrDefault(ANY, List.of()));
        if (outcome.equals(SAVED)) {
            words.add(rest);
            return String.join(" ", words);
        } else if (outcome.equals(OTHER_MESSAGE)) {
            sent.forEach(each -> words.add(BeforeTheCommit.carries(each)));
            return String.join(" ", words);
        } else if (outcome.equals(TWICE)) {
            words.addAll(BeforeTheCommit.howTwice(sent));
            return String.join(" ", words);
        } else if (outcome.equals(RAN_AGAIN)) {
            return words.get(0);
        } else if (outcome.equals(INSTEAD)) {
            return isOnAnotherThread
                    ? "%s (ask() threw %s.)".formatted(rest, instead)
                    : words.get(0) + " It was %s.".formatted(instead);
        } else if (outcome.equals(NOT_MODERATED) && isRowFound(exploration)) {
            words.add(
                    """
                    It found the row, and wrote nothing: outside a transaction, or in a read-only \
                    one, JPA does not save a change.\
                    """);
            return String.join(" ", words);
        }
        sent.stream().map(BeforeTheCommit::how).distinct().forEach(words::add);
        if (outcome.equals(NEVER) && sent.isEmpty()) {
            words.add(BeforeTheCommit.whyNever());
        } else if (outcome.equals(NOT_MODERATED)) {
            words.add("The worker found no row, or changed none, and kept silent.");
        }
        words.addAll(BeforeTheCommit.headers(sent));
        words.addAll(BeforeTheCommit.inVain(Races.shortestBad(exploration)));
        return String.join(" ", words).strip();
    }

    private static boolean isRowFound(Exploration exploration) {
        return Races.shortestBad(exploration).stream()
                .noneMatch(step -> step.actor().equals("worker") && step.isNoRow());
    }

    private static String name(Throwable thrown) {
        return thrown == null ? "nothing" : thrown.getClass().getSimpleName();
    }

    /** What the rest of a request throws. */
    private static final class RolledBack extends RuntimeException {}
}
