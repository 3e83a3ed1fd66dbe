package workshop.step03;

import java.util.List;
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
        moderate("Question", id);
    }

    private void moderateAnswer(long id) {
        moderate("Answer", id);
    }

    private void moderateComment(long id) {
        moderate("Comment", id);
    }

    private void moderateAnnouncement(long id) {
        moderate("Announcement", id);
    }

    private void moderate(String type, long id) {
        if (tables().stream().filter(posts -> moderated(posts, id)).count() == 0) {
            throw gone(type, id);
        }
    }

    private List<JpaRepository<? extends Post, Long>> tables() {
        return List.of(questions, answers, comments, announcements);
    }

    private <T extends Post> boolean moderated(JpaRepository<T, Long> posts, long id) {
        var post = posts.findById(id);
        post.ifPresent(
                found -> {
                    found.setShown(Moderation.clean(Links.cut(found.getBody())));
                    posts.save(found);
                });
        return post.isPresent();
    }

    private static Discard gone(String type, long id) {
        return new Discard("%s %d is gone.".formatted(type, id));
    }
}
