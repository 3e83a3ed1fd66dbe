package workshop.step05;

import workshop.forum.Moderation;
import workshop.queue.TaskHandler;

/** Lets the worker run the task, and compares how often it ran and what readers see. */
final class TaskRuns {

    private static final String UNHEARD = "No task was enqueued for it. ";

    private final Step05Fixture forum;
    private final ModerateTask task;
    private final WhyUnheard whyUnheard;
    private int runs;

    TaskRuns(Step05Fixture forum, ModerateTask task) {
        this.forum = forum;
        this.task = task;
        this.whyUnheard = new WhyUnheard(forum, task);
    }

    /** Saves it and lets the worker moderate it. */
    <T extends Moderated> T moderated(T post) {
        saved(post);
        moderate();
        var saved = "A new post was saved, \"%s\", and the worker had its turn.";
        shows(post, Moderation.clean(post.getBody()), saved.formatted(post.getBody()));
        return post;
    }

    /** Saves a new post, which must not fail. */
    <T extends Moderated> T saved(T post) {
        try {
            return forum.saved(post);
        } catch (NullPointerException e) {
            throw new AssertionError(
                    """
                    A new post was saved, "%s", and its save failed. Before its first save nothing \
                    of it is in the database: what needsModeration() compares with may be null.\
                    """
                            .formatted(post.getBody()),
                    e);
        }
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
        Check.that(!unheard, "%s\n%s%s", after, UNHEARD, unheard ? whyUnheard.edit(question) : "");
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
        Check.that(runs > 0, "%s\n%s%s", after, UNHEARD, runs > 0 ? "" : whyUnheard.save());
        Check.that(
                runs < Step05Fixture.ENOUGH,
                """
                %s
                The task ran %d times, and then the test stopped it.%s
                The task saves the question, the save enqueues the task, and so on, for as long as \
                there is electricity. %s\
                """,
                after,
                runs,
                forum.deadLetters(),
                runs < Step05Fixture.ENOUGH ? "" : whyEndless());
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

    /** Is it the thread's name that says whose save it is? Looks only if the code asks for it. */
    private String whyEndless() {
        boolean maybe = UsedClasses.anyMentions(Moderated.class, "java/lang/Thread");
        return maybe && restsOn("worker") && !restsOn("another-request")
                ? """
                On a thread called "worker" the task came to rest, and on one called \
                "another-request" it ran on and on. How a thread is called does not say whose save \
                it is: compare the texts.\
                """
                : "What in the row must have changed to make moderation worthwhile?";
    }

    private boolean restsOn(String thread) {
        forum.asked();
        forum.saved(new Question("a second look"));
        Step05Fixture.elsewhere(thread, this::moderate);
        return runs == 1;
    }

    void heard(Moderated post, String after) {
        var asked = forum.asked();
        boolean heard = asked.contains(Enqueued.ref(post));
        Check.that(
                heard,
                "%s\n%s%s%s",
                after,
                asked.isEmpty() ? "" : "In the queue: %s. ".formatted(Enqueued.names(asked)),
                UNHEARD,
                heard ? "" : whyUnheard.save());
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
                The text is now "%s". Readers should see "%s", but they see %s. %s%s\
                """,
                after,
                now.getBody(),
                shown,
                quoted(now.getShown()),
                shown.equals(now.getShown()) ? "" : whyNotShown(post),
                forum.deadLetters());
    }

    private String whyNotShown(Moderated post) {
        if (runs == 0) {
            return UNHEARD + whyUnheard.besideAModeration(post);
        }
        return forum.failure() == null
                ? "The task ran, but what it wrote is not in the row."
                : "The task failed.";
    }

    static String quoted(String text) {
        return text == null ? "nothing (null)" : "\"" + text + "\"";
    }

    Moderated now(Moderated post) {
        return forum.see(em -> em.find(post.getClass(), post.getId()));
    }
}
