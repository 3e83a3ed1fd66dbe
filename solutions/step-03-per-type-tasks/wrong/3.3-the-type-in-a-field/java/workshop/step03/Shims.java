package workshop.step03;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.stereotype.Component;
import workshop.forum.Answers;
import workshop.forum.Comments;
import workshop.forum.Moderation;
import workshop.forum.Post;
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

    /** What the task at hand is about. */
    private String type;

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

    // tag::shim[]
    private void moderateQuestion(long id) {
        type = "Question";
        moderate(questions, id);
    }

    // end::shim[]

    private void moderateAnswer(long id) {
        type = "Answer";
        moderate(answers, id);
    }

    private void moderateComment(long id) {
        type = "Comment";
        moderate(comments, id);
    }

    private void moderateAnnouncement(long id) {
        type = "Announcement";
        moderate(announcements, id);
    }

    // tag::shared[]
    private <T extends Post> void moderate(JpaRepository<T, Long> posts, long id) {
        var post = posts.findById(id).orElseThrow(() -> gone(type, id));
        post.setShown(Moderation.clean(Links.cut(post.getBody())));
        posts.save(post);
    }

    // end::shared[]

    private static Discard gone(String type, long id) {
        return new Discard("%s %d is gone.".formatted(type, id));
    }
}
