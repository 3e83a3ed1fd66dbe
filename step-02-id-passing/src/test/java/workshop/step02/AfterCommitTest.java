package workshop.step02;

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
    private final Forum forum;
    private final Set<String> asked = new CopyOnWriteArraySet<>();

    AfterCommitTest(AfterCommit afterCommit, Forum forum) {
        this.afterCommit = afterCommit;
        this.forum = forum;
    }

    @Test
    void a_question_is_moderated_in_every_interleaving() {
        var exploration =
                scenario("2.3 A question is saved", false)
                        .acceptable("moderated")
                        .forbidden(
                                "question not found",
                                "Your worker looked for the question before it was committed, and "
                                        + "found nothing.")
                        .forbidden(
                                "nobody was told",
                                "The question was committed, and no task asks for its moderation.")
                        .forbidden(
                                "not moderated",
                                "The worker had the task, and readers see nothing of the question.")
                        .forbidden(
                                "told twice",
                                "One question was saved, and its moderation was asked for twice.")
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
                                "The question was rolled back, and its task is in the queue all the"
                                        + " same: a ghost.")
                        .forbidden(
                                "saved all the same",
                                "The request was rolled back, and its question is in the database"
                                        + " all the same: what runs in a transaction of its own"
                                        + " (REQUIRES_NEW) is committed by itself.")
                        .explore();

        Races.requireNone(exploration, mistake(exploration));
    }

    private Interleavings<AfterCommitTest> scenario(String name, boolean rolledBack) {
        return Interleavings.of(
                        () -> {
                            forum.clear();
                            asked.clear();
                            return this;
                        })
                .named(name)
                .actor("web", world -> ask(rolledBack))
                .actor("worker", world -> forum.worker("moderate", this::moderate).drain())
                .separateProcesses(AfterCommit.class)
                .outcome(world -> outcome(rolledBack))
                .stepsAtMost(STEPS)
                .atMost(500)
                .forbidden(
                        "still running after %d steps".formatted(STEPS),
                        "Your worker asks for the question again "
                                + "and again, and it never comes.");
    }

    private void ask(boolean rolledBack) {
        try {
            afterCommit.ask(
                    new Question("  Who looks   first? "),
                    () -> {
                        if (rolledBack) {
                            throw new RolledBack();
                        }
                    });
        } catch (RolledBack expected) {
            // the visitor sees an error page
        }
    }

    private void moderate(Object id, Message message) {
        asked.add(message.id());
        afterCommit.moderate((Long) id);
    }

    private String outcome(boolean rolledBack) {
        var questions = forum.ids("question");
        if (!forum.reasons().isEmpty()
                || rolledBack
                        && questions.isEmpty()
                        && !asked.isEmpty()) { // a silent worker hides no ghost
            return "question not found";
        }
        if (questions.isEmpty()) {
            return "nothing saved";
        }
        if (rolledBack) {
            return "saved all the same";
        }
        return switch (asked.size()) {
            case 0 -> "nobody was told";
            case 1 ->
                    "Who looks first?".equals(forum.shown(questions.get(0)))
                            ? "moderated"
                            : "not moderated";
            default -> "told twice";
        };
    }

    /** What people try before they find the commit; empty when it is none of that. */
    private static String mistake(Exploration exploration) {
        if (exploration.bad() == 0) {
            return "";
        }
        var code = new ClassFileImporter().importClasses(AfterCommit.class, Question.class);
        if (calls(code, List.of("sleep", "parkNanos"))) {
            return "Your worker sleeps before it looks. A pause makes the race rarer and harder to"
                    + " find, and who commits after it is still too late.";
        } else if (exploration.shortestBad().stream()
                .anyMatch(
                        trace ->
                                trace.steps().stream()
                                                .filter(
                                                        step ->
                                                                step.actor().equals("worker")
                                                                        && step.kind() == Kind.READ)
                                                .count()
                                        > 1)) {
            return "Your worker asks for the question again until it is there. After a rollback it"
                    + " never will be: that task is a ghost, and your worker waits for it.";
        } else if (code.stream()
                .flatMap(each -> each.getMethods().stream())
                .anyMatch(method -> method.isAnnotatedWith(PostPersist.class))) {
            return "@PostPersist runs right after the INSERT, in the middle of the transaction:"
                    + " nobody else sees the row yet, and a rollback may follow.";
        } else if (calls(code, List.of("flush", "saveAndFlush"))) {
            return "flush() sends the INSERT to the database; others see the row after the commit,"
                    + " and a rollback undoes it all the same.";
        }
        return "";
    }

    private static boolean calls(JavaClasses code, List<String> methods) {
        return code.stream()
                .flatMap(each -> each.getMethodCallsFromSelf().stream())
                .anyMatch(call -> methods.contains(call.getName()));
    }

    /** What the rest of a request throws. */
    private static final class RolledBack extends RuntimeException {}
}
