package workshop.step04;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import workshop.forum.Answers;
import workshop.forum.Comments;
import workshop.forum.Moderation;
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
        int given = 0;
        for (var id : payload) {
            if (id != null) {
                given++;
            }
        }
        if (given == 0) {
            throw new Discard("The message gives no id.");
        }
        if (given > 1) {
            throw new Discard("The message gives " + given + " ids: " + payload);
        }
        if (payload.get(0) instanceof Long id) {
            var question = questions.findById(id).orElseThrow(() -> gone("question", id));
            question.setShown(Moderation.clean(question.getBody()));
        }
        if (payload.get(1) instanceof Long id) {
            var answer = answers.findById(id).orElseThrow(() -> gone("answer", id));
            answer.setShown(Moderation.clean(answer.getBody()));
        }
        if (payload.get(2) instanceof Long id) {
            var comment = comments.findById(id).orElseThrow(() -> gone("comment", id));
            comment.setShown(Moderation.clean(comment.getBody()));
        }
    }

    private static Discard gone(String type, long id) {
        return new Discard("There is no " + type + " " + id + ".");
    }
}
