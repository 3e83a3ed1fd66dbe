package workshop.step03;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import workshop.forum.Answer;
import workshop.forum.Answers;
import workshop.forum.Comment;
import workshop.forum.Comments;
import workshop.forum.Question;
import workshop.forum.Questions;
import workshop.grading.Exercise;
import workshop.queue.TaskQueue;

/**
 * Each of the three tasks loads the row with the payload's id, whatever long that is, from its own
 * table, and stores what Moderation.clean makes of the body, even if it was moderated before. When
 * the handler returns, all is done. Nothing else changes or is asked for. If the row is gone, the
 * task throws a Discard that names the type and the id; other trouble is tried again. One object
 * serves several workers at once.
 *
 * <p>Free: methods, lambdas or classes, how it is saved, what the tasks already share.
 */
@Exercise(
        id = "3.1",
        title = "A task for each type",
        points = 30,
        stars = 1,
        edit = "TaskPerType.java")
class TaskPerTypeTest extends ModerationChecks {

    /** As long as a column holds. */
    private static final String LONG = "More of this. ".repeat(18);

    @Autowired private TaskPerType tasks;
    @Autowired private Questions questions;
    @Autowired private Answers answers;
    @Autowired private Comments comments;

    @Test
    void each_task_moderates_the_row_it_was_asked_for(TaskQueue queue) {
        assertThatEachChangesItsRowOnly(
                THREE,
                "  Why   is the sky blue? ",
                "Why is the sky blue?",
                queue,
                tasks.worker(queue));
    }

    @Test
    void each_task_shows_what_the_rules_make_of_the_body(TaskQueue queue) {
        assertThatEveryBodyIsShown(
                THREE,
                Map.of(
                        "Visit my casino",
                        "[hidden by moderation]",
                        "Nothing to tidy up here.",
                        "Nothing to tidy up here.",
                        "Is a < b && c > \"d\"? 100 %",
                        "Is a < b && c > \"d\"? 100 %",
                        LONG,
                        LONG.strip(),
                        "  ",
                        ""),
                queue,
                tasks.worker(queue));
    }

    @Test
    void each_task_moderates_an_edited_body_again(TaskQueue queue) {
        assertThatAnEditIsModeratedAgain(THREE, "", queue, tasks.worker(queue));
    }

    @Test
    void each_task_reports_a_row_that_is_gone(TaskQueue queue) {
        assertThatAMissingRowIsReported(THREE, queue, tasks.worker(queue));
    }

    @Test
    void each_task_is_tried_again_when_the_database_fails_once(TaskQueue queue) {
        assertThatTroubleIsTriedAgain(THREE, queue, tasks.worker(queue));
    }

    @Test
    void no_task_says_of_a_row_that_is_there_that_it_is_gone(TaskQueue queue) {
        assertThatLastingTroubleIsNotCalledGone(THREE, queue, tasks.worker(queue));
    }

    @Test
    void two_workers_at_once_do_not_disturb_each_other(TaskQueue queue) {
        new TwoWorkers(this, queue, tasks, tasks::worker).doNotDisturbEachOther(THREE);
    }

    @Test
    void everything_that_people_write_is_moderated(TaskQueue queue) {
        var question = questions.save(new Question("Why is the  sky blue?"));
        var answer = answers.save(new Answer("Because of  Rayleigh."));
        var comment = comments.save(new Comment("Who is  Rayleigh?"));
        var website = new Website(queue);
        website.asked(question);
        requireShown(ran(ForumType.QUESTION, question.getId(), queue), "Why is the sky blue?");
        website.answered(answer);
        requireShown(ran(ForumType.ANSWER, answer.getId(), queue), "Because of Rayleigh.");
        website.commented(comment);
        requireShown(ran(ForumType.COMMENT, comment.getId(), queue), "Who is Rayleigh?");
    }

    private Ran ran(ForumType type, long id, TaskQueue queue) {
        return drained(type, id, queue, tasks.worker(queue));
    }
}
