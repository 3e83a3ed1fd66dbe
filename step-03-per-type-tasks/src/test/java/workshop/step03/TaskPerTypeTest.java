package workshop.step03;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.beans.factory.annotation.Autowired;
import workshop.forum.Answer;
import workshop.forum.Answers;
import workshop.forum.Comment;
import workshop.forum.Comments;
import workshop.forum.Question;
import workshop.forum.Questions;
import workshop.grading.Exercise;
import workshop.queue.TaskQueue;

@Exercise(
        id = "3.1",
        title = "A task for each type",
        points = 30,
        stars = 1,
        edit = "TaskPerType.java")
class TaskPerTypeTest extends Step03Fixture {

    @Autowired private TaskPerType tasks;
    @Autowired private Questions questions;
    @Autowired private Answers answers;
    @Autowired private Comments comments;

    @ParameterizedTest(name = "moderate_{0} moderates the row it was asked for")
    @EnumSource(mode = Mode.EXCLUDE, names = "ANNOUNCEMENT")
    void each_task_moderates_the_row_it_was_asked_for(Type type, TaskQueue queue) {
        assertThat(moderated(type, "  Why   is the sky blue? ", queue, tasks.worker(queue)))
                .as("What readers see of the %s: what Moderation.clean makes of its body.", type)
                .isEqualTo("Why is the sky blue?");
    }

    @ParameterizedTest(name = "moderate_{0} hides a text with a banned word")
    @EnumSource(mode = Mode.EXCLUDE, names = "ANNOUNCEMENT")
    void each_task_hides_a_text_with_a_banned_word(Type type, TaskQueue queue) {
        assertThat(moderated(type, "Visit my casino", queue, tasks.worker(queue)))
                .as(
                        "What readers see of the %s with a banned word: Moderation.clean decides.",
                        type)
                .isEqualTo("[hidden by moderation]");
    }

    @ParameterizedTest(name = "moderate_{0} reports a row that is gone")
    @EnumSource(mode = Mode.EXCLUDE, names = "ANNOUNCEMENT")
    void each_task_reports_a_row_that_is_gone(Type type, TaskQueue queue) {
        assertThatAMissingRowIsReported(type, queue, tasks.worker(queue));
    }

    @Test
    void everything_that_people_write_is_moderated(TaskQueue queue) {
        var question = questions.save(new Question("Why is the  sky blue?"));
        var answer = answers.save(new Answer("Because of  Rayleigh."));
        var comment = comments.save(new Comment("Who is  Rayleigh?"));
        var website = new Website(queue);
        website.asked(question);
        website.answered(answer);
        website.commented(comment);
        tasks.worker(queue).drain();

        assertThatNothingFailed(queue);
        assertThat(shown(Type.QUESTION, question.getId()))
                .as("what readers see of the question")
                .isEqualTo("Why is the sky blue?");
        assertThat(shown(Type.ANSWER, answer.getId()))
                .as("what readers see of the answer")
                .isEqualTo("Because of Rayleigh.");
        assertThat(shown(Type.COMMENT, comment.getId()))
                .as("what readers see of the comment")
                .isEqualTo("Who is Rayleigh?");
    }
}
