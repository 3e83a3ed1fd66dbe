package workshop.step03;

import org.springframework.stereotype.Component;
import workshop.forum.Answers;
import workshop.forum.Comments;
import workshop.forum.Moderation;
import workshop.forum.Questions;
import workshop.queue.Discard;
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

    public Shims(
            Questions questions, Answers answers, Comments comments, Announcements announcements) {
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
        var question =
                questions
                        .findById(id)
                        .orElseThrow(() -> new Discard("Question %d is gone.".formatted(id)));
        question.setShown(shown(question.getBody()));
        questions.save(question);
    }

    private void moderateAnswer(long id) {
        var answer =
                answers.findById(id)
                        .orElseThrow(() -> new Discard("Answer %d is gone.".formatted(id)));
        answer.setShown(shown(answer.getBody()));
        answers.save(answer);
    }

    private void moderateComment(long id) {
        var comment =
                comments.findById(id)
                        .orElseThrow(() -> new Discard("Comment %d is gone.".formatted(id)));
        comment.setShown(shown(comment.getBody()));
        comments.save(comment);
    }

    private void moderateAnnouncement(long id) {
        var announcement =
                announcements
                        .findById(id)
                        .orElseThrow(() -> new Discard("Announcement %d is gone.".formatted(id)));
        announcement.setShown(shown(announcement.getBody()));
        announcements.save(announcement);
    }

    private static String shown(String body) {
        return Moderation.clean(Links.cut(body));
    }
}
