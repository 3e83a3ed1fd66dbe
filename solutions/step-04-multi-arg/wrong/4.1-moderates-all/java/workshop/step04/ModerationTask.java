package workshop.step04;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
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
    private final TransactionTemplate transaction;

    public ModerationTask(
            Questions questions,
            Answers answers,
            Comments comments,
            TransactionTemplate transaction) {
        this.questions = questions;
        this.answers = answers;
        this.comments = comments;
        this.transaction = transaction;
    }

    /** A worker that runs the task in a transaction, which writes back what has changed. */
    public Worker worker(TaskQueue queue) {
        return Worker.on(queue)
                .accept(new JsonSerializer())
                .handle("moderate", (payload, message) -> inTransaction((List<?>) payload));
    }

    private void inTransaction(List<?> payload) {
        transaction.executeWithoutResult(status -> unpack(payload));
    }

    private void unpack(List<?> payload) {
        moderate((Long) payload.get(0), (Long) payload.get(1), (Long) payload.get(2));
    }

    /** Messages come from anyone: no id, or more than one, is refused with a reason. */
    private void moderate(Long questionId, Long answerId, Long commentId) {
        if (questionId != null) {
            show(questions.findById(questionId).orElseThrow(() -> gone("Question", questionId)));
        }
        if (answerId != null) {
            show(answers.findById(answerId).orElseThrow(() -> gone("Answer", answerId)));
        }
        if (commentId != null) {
            show(comments.findById(commentId).orElseThrow(() -> gone("Comment", commentId)));
        }
        if (questionId == null && answerId == null && commentId == null) {
            throw new Discard("Nothing to moderate: no id was given.");
        }
    }

    private static void show(Post post) {
        post.setShown(Moderation.clean(post.getBody()));
    }

    private static Discard gone(String type, long id) {
        return new Discard("%s %d is gone.".formatted(type, id));
    }
}
