package workshop.step03;

import org.springframework.stereotype.Component;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/**
 * The same tasks under the same names, but each is only a shim: it knows its type and hands over to
 * the code that they share.
 */
@Component
public class Shims {

    private final ModeratedQuestions questions;
    private final ModeratedAnswers answers;
    private final ModeratedComments comments;
    private final ModeratedAnnouncements announcements;

    public Shims(
            ModeratedQuestions questions,
            ModeratedAnswers answers,
            ModeratedComments comments,
            ModeratedAnnouncements announcements) {
        this.questions = questions;
        this.answers = answers;
        this.comments = comments;
        this.announcements = announcements;
    }

    /** A worker that knows the tasks. The payload of each is an id. */
    public Worker worker(TaskQueue queue) {
        return Worker.on(queue)
                .accept(new JsonSerializer())
                .handle("moderate_question", (payload, message) -> moderateQuestion((Long) payload))
                .handle("moderate_answer", (payload, message) -> moderateAnswer((Long) payload))
                .handle("moderate_comment", (payload, message) -> moderateComment((Long) payload))
                .handle(
                        "moderate_announcement",
                        (payload, message) -> moderateAnnouncement((Long) payload));
    }

    private void moderateQuestion(long id) {
        questions.moderate("question", id);
    }

    private void moderateAnswer(long id) {
        answers.moderate("answer", id);
    }

    private void moderateComment(long id) {
        comments.moderate("comment", id);
    }

    private void moderateAnnouncement(long id) {
        announcements.moderate("announcement", id);
    }
}
