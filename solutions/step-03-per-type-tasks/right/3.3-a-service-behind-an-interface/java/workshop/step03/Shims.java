package workshop.step03;

import org.springframework.stereotype.Component;
import workshop.forum.Answers;
import workshop.forum.Comments;
import workshop.forum.Questions;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/**
 * The same tasks under the same names, but each is only a shim: it knows its type and hands over to
 * the code that they share.
 */
@Component
public class Shims {

    private final Questions questions;
    private final Answers answers;
    private final Comments comments;
    private final Announcements announcements;
    private final ModerationService service;

    public Shims(
            Questions questions,
            Answers answers,
            Comments comments,
            Announcements announcements,
            ModerationService service) {
        this.questions = questions;
        this.answers = answers;
        this.comments = comments;
        this.announcements = announcements;
        this.service = service;
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
        service.moderate(questions, "Question", id);
    }

    private void moderateAnswer(long id) {
        service.moderate(answers, "Answer", id);
    }

    private void moderateComment(long id) {
        service.moderate(comments, "Comment", id);
    }

    private void moderateAnnouncement(long id) {
        service.moderate(announcements, "Announcement", id);
    }
}
