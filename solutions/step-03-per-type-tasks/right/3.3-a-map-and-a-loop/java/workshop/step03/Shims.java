package workshop.step03;

import java.util.Map;
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
        var worker = Worker.on(queue).accept(new JsonSerializer());
        var types =
                Map.of(
                        "question", questions,
                        "answer", answers,
                        "comment", comments,
                        "announcement", announcements);
        types.forEach(
                (type, posts) ->
                        worker.handle(
                                "moderate_" + type,
                                (payload, message) -> moderate(posts, type, (Long) payload)));
        return worker;
    }

    private static <T extends Post> void moderate(
            JpaRepository<T, Long> posts, String type, long id) {
        var post =
                posts.findById(id)
                        .orElseThrow(() -> new Discard("There is no " + type + " " + id + "."));
        post.setShown(Moderation.clean(Links.cut(post.getBody())));
        posts.save(post);
    }
}
