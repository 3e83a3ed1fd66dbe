package workshop.step02;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import workshop.grading.Exercise;
import workshop.interleavings.Exploration;
import workshop.interleavings.Interleavings;
import workshop.interleavings.Kind;
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
    private static final String ANY = "any outcome";
    private static final String TOLD_WRONGLY = "the visitor is told that all is well";

    private final AfterCommit afterCommit;
    private final Notices notices;
    private final Step02Fixture fixture;
    private final Watch watch;

    private final Set<String> received = new CopyOnWriteArraySet<>();
    private final Map<String, List<Sent>> sentBefore = new HashMap<>();
    private volatile String rest;
    private volatile boolean returned;

    AfterCommitTest(AfterCommit afterCommit, Notices notices, Step02Fixture fixture, Watch watch) {
        this.afterCommit = afterCommit;
        this.notices = notices;
        this.fixture = fixture;
        this.watch = watch;
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
                        watch);

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
                        watch);

        Races.requireNone(exploration, mistake(exploration));
    }

    @Test
    void the_rest_and_the_question_are_one_transaction() {
        fresh();
        Runnable failingRest =
                () -> {
                    requireTransaction();
                    notices.save(new Notice(1, "Thank you for your question."));
                    throw new RolledBack();
                };
        requireUndone("The rest of the request threw an exception", failingRest);

        fresh();
        var question = new Question("Do I fit?");
        Runnable commitFails = () -> question.setShown("too long ".repeat(50));
        requireUndone("The commit failed: the database refused a text", question, commitFails);

        fresh();
        var runs = new ArrayList<String>();
        afterCommit.ask(new Question("Once?"), () -> runs.add("run"));
        Require.that(
                runs.size() == 1,
                "ask() ran the rest of the request %d times. It has to run exactly once.",
                runs.size());
    }

    @Test
    void each_visitor_gets_the_task_of_their_own_question() {
        fresh();
        requireThrown(new Question("Rolled back"), this::rollBack);
        fresh(); // another test reports a ghost
        var first = new Question("Who is first?");
        var second = new Question("Who is second?");
        var other = new ArrayList<Aside>();
        afterCommit.ask(
                first,
                () ->
                        other.add(
                                Aside.run(
                                        () -> afterCommit.ask(second, AfterCommitTest::nothing))));
        Require.that(
                other.get(0).join() && other.get(0).thrown() == null,
                """
                Two visitors asked at the same time, and the second one got no answer: ask() %s.\
                """,
                other.get(0).thrown() == null ? "did not come to its end" : other.get(0).thrown());

        var sent = bodies();
        var expected = List.of(first.getId().toString(), second.getId().toString());
        Require.that(
                sent.size() >= 2,
                """
                Two visitors asked, their questions have the ids %s, and when ask() had returned, \
                the tasks in the queue carried %s. The thread that calls ask() has to send the \
                task itself: no one follows another thread, and its failure is lost.\
                """,
                String.join(" and ", expected),
                text(sent));
        Require.that(
                sent.size() == 2 && sent.containsAll(expected),
                """
                One request was rolled back, and then two visitors asked at the same time. Their \
                questions have the ids %s, and the tasks in the queue carry %s. Does ask() keep \
                anything in a field? Every call has to stand alone.\
                """,
                String.join(" and ", expected),
                text(sent));
    }

    private static String text(List<String> sent) {
        return sent.isEmpty() ? "nothing" : String.join(" and ", sent);
    }

    private void requireUndone(String whatHappened, Runnable rest) {
        requireUndone(whatHappened, new Question("Undone?"), rest);
    }

    private void requireUndone(String whatHappened, Question question, Runnable rest) {
        var thrown = requireThrown(question, rest);
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
                bodies().isEmpty() ? "" : how(watch.sent().get(0)));
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

    private static void requireTransaction() {
        Require.that(
                TransactionSynchronizationManager.isActualTransactionActive(),
                """
                When ask() ran the rest of the request, no transaction was active. What the rest \
                writes is then committed by itself, and the question is not undone with it. Save \
                the question and run the rest in one transaction.\
                """);
    }

    private List<String> bodies() {
        return watch.sent().stream().map(Sent::body).toList();
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
                        LOOPS,
                        "Your worker asks for the question again and again, and would go on for as"
                                + " long as no one commits it.");
    }

    private AfterCommitTest fresh() {
        if (!watch.sent().isEmpty()) {
            sentBefore.putIfAbsent(ANY, watch.sent());
        }
        fixture.clear();
        received.clear();
        rest = "The rest of the request never ran.";
        returned = false;
        return this;
    }

    private void ask(boolean rolledBack) {
        watch.clear();
        try {
            afterCommit.ask(
                    new Question("  Who looks   first? "),
                    () -> {
                        rest = describeRest();
                        if (rolledBack) {
                            rollBack();
                        }
                    });
            returned = true;
        } catch (RolledBack expected) {
            // the visitor sees an error page
        }
    }

    private String describeRest() {
        boolean active = TransactionSynchronizationManager.isActualTransactionActive();
        boolean committed = watch.commits() > 0;
        if (!active && committed) {
            return """
            When the rest ran, no transaction was active any more, and the question was already \
            committed. Save the question and run the rest in one transaction.\
            """;
        } else if (!active) {
            return """
            When the rest ran, no transaction was active. Save the question and run the rest in \
            one transaction.\
            """;
        } else if (committed) {
            return """
            When the rest ran, the question was already committed, in another transaction than \
            that of the rest (two calls of a transaction, or REQUIRES_NEW). Both belong in one.\
            """;
        }
        return """
        When the rest ran, its transaction was active. The question was committed after that, \
        though the rest had failed: let its exception reach that transaction.\
        """;
    }

    private void rollBack() {
        throw new RolledBack();
    }

    private static void nothing() {}

    private void moderate(Object id, Message message) {
        received.add(message.id());
        afterCommit.moderate((Long) id);
    }

    private String remember(String outcome) {
        sentBefore.putIfAbsent(outcome, watch.sent());
        return outcome;
    }

    private String outcome(boolean rolledBack) {
        var questions = fixture.ids("question");
        // A worker that keeps silent must not hide a ghost.
        boolean ghost = rolledBack && questions.isEmpty() && !watch.sent().isEmpty();
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
        } else if (outcome.equals(TWICE)) {
            words.add("Your code calls the queue at %s.".formatted(lines(sent)));
            return String.join(" ", words);
        }
        sent.stream().map(this::how).distinct().forEach(words::add);
        if (outcome.equals(NEVER) && sent.isEmpty()) {
            words.add(whyNever());
        } else if (outcome.equals(NOT_MODERATED)) {
            words.add("When it looked, it found no row, or changed none, and kept silent.");
        }
        words.addAll(inVain(Races.shortestBad(exploration)));
        return String.join(" ", words).strip();
    }

    private static String lines(List<Sent> sent) {
        return String.join(" and at ", sent.stream().map(Sent::line).toList());
    }

    /** Where and when the queue was called. */
    private String how(Sent sent) {
        var line = sent.line();
        if (sent.withinOwn("beforeCompletion")) {
            return """
            %s calls the queue in beforeCompletion, which runs before the commit, and before a \
            rollback, too.\
            """
                    .formatted(line);
        } else if (sent.withinOwn("afterCompletion")) {
            return """
            %s calls the queue in afterCompletion, which also runs after a rollback: look at its \
            status, or use afterCommit.\
            """
                    .formatted(line);
        } else if (sent.isCalledBy("org.hibernate.jpa.event")) {
            return """
            %s calls the queue in the middle of the transaction: @PostPersist runs right after the \
            INSERT, when no one else sees the row yet, and a rollback may follow.\
            """
                    .formatted(line);
        } else if (sent.isCalledBy("TransactionalApplicationListenerSynchronization")) {
            return phase(sent);
        } else if (sent.withinOwn("beforeCommit")) {
            return "%s calls the queue in beforeCommit: the commit may still fail.".formatted(line);
        } else if (sent.withinOwn("afterCommit")) {
            return "%s calls the queue in afterCommit.".formatted(line);
        } else if (sent.isCalledBy("TransactionTemplate")) {
            return """
            %s calls the queue inside the transaction, before its commit.\
            """
                    .formatted(line);
        } else if (sent.isCalledBy("TransactionAspectSupport")) {
            return """
            %s calls the queue inside the transaction that @Transactional puts around the whole \
            method. A TransactionTemplate inside only joins it: the commit comes when the method \
            has returned.\
            """
                    .formatted(line);
        } else if (!sent.sender().equals("web") && !sent.isCalledBy("org.junit")) {
            return """
            %s calls the queue on another thread ("%s"), which your code has started. No \
            one follows that thread: its failure is lost, and it does not wait for the commit.\
            """
                    .formatted(line, sent.sender());
        }
        return """
        %s calls the queue outside of any transaction. If it is in a finally or a catch, it \
        also runs after a rollback.\
        """
                .formatted(line);
    }

    private static String phase(Sent sent) {
        return sent.isCalledBy("beforeCommit")
                ? """
                %s is called in the phase BEFORE_COMMIT: the commit comes later, and may fail. \
                The default phase is AFTER_COMMIT.\
                """
                        .formatted(sent.line())
                : """
                %s is called when the transaction is over, also after a rollback: look at the \
                phase of your @TransactionalEventListener. The default phase is AFTER_COMMIT.\
                """
                        .formatted(sent.line());
    }

    private static String whyNever() {
        var listeners =
                new ClassFileImporter()
                        .importPackages("workshop.step02").stream()
                                .flatMap(each -> each.getMethods().stream())
                                .filter(
                                        each ->
                                                each.isAnnotatedWith(
                                                        TransactionalEventListener.class))
                                .toList();
        if (listeners.isEmpty()) {
            return "No line of your code called the queue.";
        }
        var phase = listeners.get(0).getAnnotationOfType(TransactionalEventListener.class).phase();
        if (phase == TransactionPhase.AFTER_ROLLBACK) {
            return """
            Your @TransactionalEventListener has the phase AFTER_ROLLBACK: it is called when the \
            question was not saved. The default phase is AFTER_COMMIT.\
            """;
        }
        return """
        Your @TransactionalEventListener was not called. Spring drops an event that is published \
        when no transaction is active: publish it inside the transaction.\
        """;
    }

    /** What people try before they find the commit, as far as this code does it. */
    private static List<String> inVain(List<Races.Seen> steps) {
        var words = new ArrayList<String>();
        var calls = calls();
        var pause = line(calls, "sleep", "parkNanos");
        if (!pause.isEmpty()) {
            words.add(
                    """
                    %s pauses. A pause makes the race rarer and harder to find, and a commit that \
                    takes longer than the pause still comes too late.\
                    """
                            .formatted(pause));
        }
        var waits = line(calls, "await", "acquire", "tryAcquire");
        if (!waits.isEmpty()) {
            words.add(
                    """
                    %s waits for something in memory, which web process and worker do not share.\
                    """
                            .formatted(waits));
        }
        long looks = Races.count(steps, "worker", Kind.READ);
        if (looks > 1) {
            words.add(
                    """
                    Your worker looked %d times. After a rollback it will never find the question: \
                    that task is a ghost, however long the worker waits.\
                    """
                            .formatted(looks));
        }
        var flush = line(calls, "flush", "saveAndFlush");
        if (!flush.isEmpty()) {
            words.add(
                    """
                    (flush() sends the INSERT to the database, at %s, but others see the row only \
                    after the commit, and a rollback still undoes it.)\
                    """
                            .formatted(flush));
        }
        return words;
    }

    private static List<JavaMethodCall> calls() {
        return new ClassFileImporter()
                .importClasses(AfterCommit.class.getNestMembers()).stream()
                        .flatMap(each -> each.getMethodCallsFromSelf().stream())
                        .toList();
    }

    /** The line that calls one of these; empty when none does. */
    private static String line(List<JavaMethodCall> calls, String... methods) {
        return calls.stream()
                .filter(call -> List.of(methods).contains(call.getName()))
                .map(call -> call.getSourceCodeLocation().toString().replaceAll("[()]", ""))
                .findFirst()
                .orElse("");
    }

    private static String name(Throwable thrown) {
        return thrown == null ? "nothing" : thrown.getClass().getSimpleName();
    }

    /** What the rest of a request throws. */
    private static final class RolledBack extends RuntimeException {}
}
