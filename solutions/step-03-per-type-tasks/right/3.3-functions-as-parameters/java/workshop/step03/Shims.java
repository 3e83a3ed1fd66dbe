package workshop.step03;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;
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
        moderate("question", id, questions::findById, questions::save);
    }

    private void moderateAnswer(long id) {
        moderate("answer", id, answers::findById, answers::save);
    }

    private void moderateComment(long id) {
        moderate("comment", id, comments::findById, comments::save);
    }

    private void moderateAnnouncement(long id) {
        moderate("announcement", id, announcements::findById, announcements::save);
    }

    private static <T extends Post> void moderate(
            String type, long id, LongFunction<Optional<T>> load, Consumer<T> save) {
        var post = load.apply(id).orElseThrow(() -> new Discard("No %s %d".formatted(type, id)));
        post.setShown(Moderation.clean(Links.cut(post.getBody())));
        save.accept(post);
    }
}
