package workshop.step05;

import java.time.Duration;
import java.time.Instant;
import workshop.forum.Moderation;
import workshop.queue.TaskHandler;

/** Lets the worker run the task, and compares how often it ran and what readers see. */
final class TaskRuns {

    private static final String UNHEARD =
            "No task was enqueued for it. Did needsModeration() say no? (When it says yes, 5.5"
                    + " enqueues.)";

    private final Step05Fixture forum;
    private final ModerateTask task;
    private int runs;

    TaskRuns(Step05Fixture forum, ModerateTask task) {
        this.forum = forum;
        this.task = task;
    }

    /** Saves it and lets the worker moderate it. */
    <T extends Moderated> T moderated(T post) {
        forum.saved(post);
        moderate();
        shows(post, Moderation.clean(post.getBody()));
        return post;
    }

    void moderate() {
        moderate(task);
    }

    void moderate(TaskHandler handler) {
        runs = forum.moderate(handler);
    }

    /**
     * Changes the text, which should set off one run.
     *
     * @param hint what the two texts have in common; empty when nothing is special about them
     */
    void edited(Question question, String text, String hint) {
        var before = now(question).getBody();
        forum.edit(question, text);
        var after = "The text went from \"%s\" to \"%s\".%s".formatted(before, text, hint);
        moderate();
        boolean unheard = runs == 0 && hint.isEmpty();
        Check.that(!unheard, "%s\n%s %s", after, UNHEARD, unheard ? whyUnheard(question) : "");
        ranOnce(after);
        shows(question, Moderation.clean(text));
        keeps(question, text);
    }

    void keeps(Moderated post, String text) {
        var body = now(post).getBody();
        Check.that(
                text.equals(body),
                """
                The author wrote "%s", the task ran, and the text in the row is %s now. What \
                readers see goes to shown; the body stays what its author wrote.\
                """,
                text,
                quoted(body));
    }

    void runsOnce(String after) {
        moderate();
        ranOnce(after);
    }

    private void ranOnce(String after) {
        Check.that(runs > 0, "%s\n%s", after, UNHEARD);
        Check.that(
                runs < Step05Fixture.ENOUGH,
                """
                %s
                The task ran %d times, and then the test stopped it.%s
                The task saves the question, the save enqueues the task, and so on, for as long as \
                there is electricity. What in the row must have changed to make moderation \
                worthwhile?\
                """,
                after,
                runs,
                forum.deadLetters());
        Check.that(
                runs == 1,
                """
                %s
                The task ran %d times. One is enough: the task's own result is no news.%s\
                """,
                after,
                runs,
                forum.deadLetters());
    }

    /** A second look at an ordinary edit: is the next one heard, or one after a long time? */
    private String whyUnheard(Question question) {
        if (hears(question, "a second look")) {
            return "The next edit is heard. Is a save taken for the task's own because of the one"
                    + " before?";
        }
        forum.inTransaction(
                em ->
                        em.find(Question.class, question.getId())
                                .moderated("long ago", Instant.now().minus(Duration.ofDays(365))));
        forum.asked();
        return hears(question, "a third look")
                ? "When the last moderation was a year ago, an edit is heard. So the clock decides;"
                        + " but a new text is news at any time."
                : "";
    }

    private boolean hears(Question question, String edit) {
        forum.edit(question, edit);
        return !forum.asked().isEmpty();
    }

    void heard(Moderated post, String after) {
        var asked = forum.asked();
        Check.that(
                asked.contains(Enqueued.ref(post)),
                "%s\nIn the queue: %s. %s",
                after,
                Enqueued.names(asked),
                UNHEARD);
    }

    void notHeard(String after) {
        var asked = forum.asked();
        Check.that(
                asked.isEmpty(),
                "%s\nStill, a task was enqueued: %s. Only a new text is news.",
                after,
                Enqueued.names(asked));
    }

    void shows(Moderated question, String shown) {
        shows(question, shown, "The worker has nothing left to do.");
    }

    void shows(Moderated post, String shown, String after) {
        var now = now(post);
        Check.that(
                shown.equals(now.getShown()),
                forum.failure(),
                """
                %s
                The text is now "%s". Readers should see "%s", and see %s. %s%s\
                """,
                after,
                now.getBody(),
                shown,
                quoted(now.getShown()),
                runs == 0 ? UNHEARD : "The task ran, but what it wrote is not in the row.",
                forum.deadLetters());
    }

    static String quoted(String text) {
        return text == null ? "nothing (null)" : "\"" + text + "\"";
    }

    Moderated now(Moderated post) {
        return forum.see(em -> em.find(post.getClass(), post.getId()));
    }
}
