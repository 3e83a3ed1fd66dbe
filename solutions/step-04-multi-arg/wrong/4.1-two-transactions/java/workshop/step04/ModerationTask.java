package workshop.step04;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
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
 * The worker's side: one task, {@code moderate}, for all types. Its payload is a list of three ids;
 * two of them are null.
 */
@Component
public class ModerationTask extends Job {

    private final Questions questions;
    private final Answers answers;
    private final Comments comments;

    public ModerationTask(Questions questions, Answers answers, Comments comments) {
        this.questions = questions;
        this.answers = answers;
        this.comments = comments;
    }

    /** A worker that runs the task in a transaction, which writes back what has changed. */
    public Worker worker(TaskQueue queue) {
        return Worker.on(queue)
                .accept(new JsonSerializer())
                .handle("moderate", (payload, message) -> unpack((List<?>) payload));
    }

    private void unpack(List<?> payload) {
        moderate((Long) payload.get(0), (Long) payload.get(1), (Long) payload.get(2));
    }

    /** Messages come from anyone: no id, or more than one, is refused with a reason. */
    private void moderate(Long questionId, Long answerId, Long commentId) {
        if (Stream.of(questionId, answerId, commentId).filter(Objects::nonNull).count() > 1) {
            throw new Discard(
                    "Which one? Question %d, answer %d, comment %d."
                            .formatted(questionId, answerId, commentId));
        }
        if (questionId != null) {
            moderate(questions, "Question", questionId);
        } else if (answerId != null) {
            moderate(answers, "Answer", answerId);
        } else if (commentId != null) {
            moderate(comments, "Comment", commentId);
        } else {
            throw new Discard("Nothing to moderate: no id was given.");
        }
    }

    private static <T extends Post> void moderate(
            JpaRepository<T, Long> posts, String type, long id) {
        var post = posts.findById(id).orElseThrow(() -> gone(type, id));
        post.setShown(Moderation.clean(post.getBody()));
        posts.save(post);
    }

    private static Discard gone(String type, long id) {
        return new Discard("%s %d is gone.".formatted(type, id));
    }
}
