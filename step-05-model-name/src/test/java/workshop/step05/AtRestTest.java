package workshop.step05;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import workshop.grading.Exercise;
import workshop.interleavings.Interleavings;
import workshop.interleavings.Kind;

@Exercise(
        id = "5.6",
        title = "The task that saves comes to rest",
        points = 10,
        stars = 2,
        edit = "Moderated.java")
@Step05Test
class AtRestTest {

    private final Step05Fixture forum;
    private final ModerateTask task;

    AtRestTest(Step05Fixture forum, ModerateTask task) {
        this.forum = forum;
        this.task = task;
    }

    @Test
    void the_task_that_saves_does_not_set_itself_off_for_ever() {
        var question = forum.saved(new Question("  Why is   the sky blue? "));
        int runs = forum.moderate(task);

        assertThat(runs)
                .as(
                        """
                        Runs of the task after one save (the test stops it after %d). The task \
                        saves the question, the save enqueues the task, and so on, for as long as \
                        there is electricity. What in the row must have changed to make moderation \
                        worthwhile?\
                        """,
                        Step05Fixture.ENOUGH)
                .isLessThan(Step05Fixture.ENOUGH);
        assertModerated(question, "Why is the sky blue?");
        assertThat(runs)
                .as(
                        "Runs of the task after one save. One is enough: the task's own result is"
                                + " no news.")
                .isEqualTo(1);
    }

    @Test
    void an_edit_is_moderated_again() {
        var question = forum.saved(new Question("Why?"));
        forum.moderate(task);
        forum.inTransaction(em -> em.find(Question.class, question.getId()).setBody("Why spam?"));
        forum.moderate(task);

        assertModerated(question, "[hidden by moderation]");
    }

    @Test
    void an_edit_of_a_detached_object_is_moderated_again() {
        var question = forum.saved(new Question("Why?"));
        forum.moderate(task);
        var detached = forum.see(em -> em.find(Question.class, question.getId()));
        detached.setBody("Why spam?");
        forum.inTransaction(em -> em.merge(detached));
        forum.moderate(task);

        assertModerated(question, "[hidden by moderation]");
    }

    @Test
    void a_task_that_failed_leaves_nothing_switched_off() {
        saveATextThatBreaksModeration();
        forum.moderate(task);
        var next = forum.saved(new Answer("It scatters."));

        assertThat(forum.asked())
                .as(
                        """
                        Queued for moderation after a save, on a thread where the task had failed \
                        before. If the answer is missing, whatever the task switched off for its \
                        own save is still off. Only the row can say whether a save is news: \
                        compare the texts.\
                        """)
                .contains(new Ref("Answer", next.getId()));
    }

    @Test
    void a_task_that_was_rolled_back_leaves_nothing_switched_off() {
        forum.saved(new Question("Why?"));
        forum.moderation()
                .worker((payload, message) -> forum.rolledBack(em -> task.handle(payload, message)))
                .drain();
        var next = forum.saved(new Answer("It scatters."));

        assertThat(forum.asked())
                .as(
                        """
                        Queued for moderation after a save, on a thread where the task had been \
                        rolled back before. If the answer is missing: the rollback wrote nothing, \
                        so no save reset what the task had set. Only the row can say whether a \
                        save is news: compare the texts.\
                        """)
                .contains(new Ref("Answer", next.getId()));
    }

    @Test
    @Timeout(30)
    void an_author_who_saves_at_the_same_time_is_heard() {
        Interleavings.of(World::new)
                .named("5.6 An author meanwhile")
                .points(Kind.WRITE, Kind.COMMIT, Kind.ENQUEUE, Kind.POP)
                .actor("author", World::edit)
                .actor("worker", World::work)
                .outcome(World::outcome)
                .acceptable("the edit was moderated")
                .forbidden(
                        "the edit was never moderated",
                        """
                        The author saved while the worker was saving something else, and no task \
                        was enqueued for the edit. What the worker does for its own save must not \
                        silence other threads.\
                        """)
                .forbidden("the task ran on and on", "The task's own save enqueues the task again.")
                .atMost(100)
                .explore()
                .requireNoForbidden();
    }

    private void saveATextThatBreaksModeration() {
        try {
            forum.saved(new Question(null));
        } catch (NullPointerException e) {
            fail(
                    """
                    Saving a text that breaks moderation failed in the web process: \
                    needsModeration must not do the worker's job.\
                    """,
                    e);
        }
    }

    private void assertModerated(Question question, String shown) {
        var now = forum.see(em -> em.find(Question.class, question.getId()));
        assertThat(now.getShown())
                .as(
                        """
                        What readers see of "%s" once the worker has nothing left to do. If it is \
                        null or out of date, no task ran after the last save: it was not taken for \
                        news.\
                        """,
                        now.getBody())
                .isEqualTo(shown);
        assertThat(now.getModeratedAt())
                .as("when the question was moderated; the task stores that, too")
                .isNotNull();
    }

    /** A question to be moderated, and an answer whose author is about to edit it. */
    private final class World {

        private final Answer answer;
        private int runs;

        World() {
            forum.clear();
            answer = forum.saved(new Answer("It is."));
            forum.asked();
            forum.saved(new Question("Why?"));
        }

        void work() {
            runs = forum.moderate(task);
        }

        void edit() {
            forum.inTransaction(
                    em -> em.find(Answer.class, answer.getId()).setBody("It scatters."));
        }

        String outcome() {
            if (runs >= Step05Fixture.ENOUGH) {
                return "the task ran on and on";
            }
            var now = forum.see(em -> em.find(Answer.class, answer.getId()));
            return "It scatters.".equals(now.getShown())
                    ? "the edit was moderated"
                    : "the edit was never moderated";
        }
    }
}
