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
import workshop.queue.Message;
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
                .handle("moderate_question", this::handOver)
                .handle("moderate_answer", this::handOver)
                .handle("moderate_comment", this::handOver)
                .handle("moderate_announcement", this::handOver);
    }

    private void handOver(Object payload, Message message) {
        long id = (Long) payload;
        switch (message.task()) {
            case "moderate_question" -> moderate(questions, "Question", id);
            case "moderate_answer" -> moderate(answers, "Answer", id);
            case "moderate_comment" -> moderate(comments, "Comment", id);
            case "moderate_announcement" -> moderate(announcements, "Announcement", id);
            default -> {}
        }
    }

    private static <T extends Post> void moderate(
            JpaRepository<T, Long> posts, String type, long id) {
        var post = posts.findById(id).orElseThrow(() -> gone(type, id));
        post.setShown(Moderation.clean(Links.cut(post.getBody())));
        posts.save(post);
    }

    private static Discard gone(String type, long id) {
        return new Discard("%s %d is gone.".formatted(type, id));
    }
}
