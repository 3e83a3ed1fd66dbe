package workshop.step02;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.persistence.PostPersist;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.junit.jupiter.api.Test;
import workshop.grading.Exercise;
import workshop.interleavings.Exploration;
import workshop.interleavings.Interleavings;
import workshop.interleavings.Kind;
import workshop.queue.Message;

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

    private final AfterCommit afterCommit;
    private final Step02Fixture fixture;
    private final Set<String> received = new CopyOnWriteArraySet<>();

    AfterCommitTest(AfterCommit afterCommit, Step02Fixture fixture) {
        this.afterCommit = afterCommit;
        this.fixture = fixture;
    }

    @Test
    void a_question_is_moderated_in_every_interleaving() {
        var exploration =
                scenario("2.3 A question is saved", false)
                        .acceptable("moderated")
                        .forbidden(
                                "question not found",
                                """
                                Your worker looked for the question before it was committed, and \
                                found nothing.\
                                """)
                        .forbidden(
                                "never enqueued",
                                "The question was committed, but no task asks for its moderation.")
                        .forbidden(
                                "not moderated",
                                "The worker got the task, but readers do not see the question.")
                        .forbidden(
                                "enqueued twice",
                                "One question was saved, and two tasks ask for its moderation.")
                        .explore();

        Races.requireNone(exploration, mistake(exploration));
    }

    @Test
    void a_rollback_leaves_no_ghost_in_any_interleaving() {
        var exploration =
                scenario("2.3 A question rolled back", true)
                        .acceptable("nothing saved")
                        .forbidden(
                                "question not found",
                                """
                                The question was rolled back, but its task is still in the queue: \
                                a ghost.\
                                """)
                        .forbidden(
                                "saved despite the rollback",
                                """
                                The request was rolled back, but its question is in the database. \
                                Something committed it separately, for example in a transaction \
                                of its own (REQUIRES_NEW).\
                                """)
                        .explore();

        Races.requireNone(exploration, mistake(exploration));
    }

    private Interleavings<AfterCommitTest> scenario(String name, boolean rolledBack) {
        return Interleavings.of(this::fresh)
                .named(name)
                .actor("web", world -> ask(rolledBack))
                .actor("worker", world -> fixture.worker("moderate", this::moderate).drain())
                .separateProcesses(AfterCommit.class)
                .outcome(world -> outcome(rolledBack))
                .stepsAtMost(STEPS)
                .atMost(500)
                .forbidden(
                        "still running after %d steps".formatted(STEPS),
                        "Your worker asks for the question again and again, and it never comes.");
    }

    private AfterCommitTest fresh() {
        fixture.clear();
        received.clear();
        return this;
    }

    private void ask(boolean rolledBack) {
        Runnable rest =
                () -> {
                    if (rolledBack) {
                        throw new RolledBack();
                    }
                };
        try {
            afterCommit.ask(new Question("  Who looks   first? "), rest);
        } catch (RolledBack expected) {
            // the visitor sees an error page
        }
    }

    private void moderate(Object id, Message message) {
        received.add(message.id());
        afterCommit.moderate((Long) id);
    }

    private String outcome(boolean rolledBack) {
        var questions = fixture.ids("question");
        // A worker that keeps silent must not hide a ghost.
        boolean ghost = rolledBack && questions.isEmpty() && !received.isEmpty();
        if (ghost || !fixture.reasons().isEmpty()) {
            return "question not found";
        }
        if (questions.isEmpty()) {
            return "nothing saved";
        }
        if (rolledBack) {
            return "saved despite the rollback";
        }
        return switch (received.size()) {
            case 0 -> "never enqueued";
            case 1 -> isShown(questions.get(0)) ? "moderated" : "not moderated";
            default -> "enqueued twice";
        };
    }

    private boolean isShown(long question) {
        return "Who looks first?".equals(fixture.shown(question));
    }

    /** Names what people try before they find the commit; empty when the code shows none of it. */
    private static String mistake(Exploration exploration) {
        if (exploration.bad() == 0) {
            return "";
        }
        var code = new ClassFileImporter().importClasses(AfterCommit.class, Question.class);
        if (calls(code, List.of("sleep", "parkNanos"))) {
            return """
            Your code sleeps. A pause makes the race rarer and harder to find, and a \
            commit that takes longer than the pause still comes too late.\
            """;
        } else if (looksAgain(exploration)) {
            return """
            Your worker looked for the question more than once. After a rollback it will \
            never find it: that task is a ghost, however long the worker waits.\
            """;
        } else if (code.stream().anyMatch(AfterCommitTest::hasPostPersist)) {
            return """
            @PostPersist runs right after the INSERT, in the middle of the transaction: \
            no one else sees the row yet, and a rollback may follow.\
            """;
        } else if (calls(code, List.of("flush", "saveAndFlush"))) {
            return """
            flush() sends the INSERT to the database, but others see the row only after \
            the commit, and a rollback still undoes it.\
            """;
        }
        return "";
    }

    private static boolean looksAgain(Exploration exploration) {
        return exploration.shortestBad().stream()
                .map(trace -> trace.steps().stream().filter(step -> step.kind() == Kind.READ))
                .anyMatch(reads -> reads.filter(step -> step.actor().equals("worker")).count() > 1);
    }

    private static boolean hasPostPersist(JavaClass each) {
        return each.getMethods().stream()
                .anyMatch(method -> method.isAnnotatedWith(PostPersist.class));
    }

    private static boolean calls(JavaClasses code, List<String> methods) {
        return code.stream()
                .flatMap(each -> each.getMethodCallsFromSelf().stream())
                .anyMatch(call -> methods.contains(call.getName()));
    }

    /** What the rest of a request throws. */
    private static final class RolledBack extends RuntimeException {}
}
