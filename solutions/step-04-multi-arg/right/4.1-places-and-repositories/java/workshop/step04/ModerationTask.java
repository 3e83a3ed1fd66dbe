package workshop.step04;

import java.util.List;
import java.util.stream.IntStream;
import org.springframework.data.jpa.repository.JpaRepository;
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

    private void unpack(List<?> ids) {
        var places = IntStream.range(0, ids.size()).filter(i -> ids.get(i) != null).toArray();
        if (places.length != 1) {
            throw new Discard("Which one? %s gives %d ids.".formatted(ids, places.length));
        }
        var posts = List.of(questions, answers, comments).get(places[0]);
        var type = List.of("question", "answer", "comment").get(places[0]);
        moderate(posts, type, (Long) ids.get(places[0]));
    }

    private static <T extends Post> void moderate(
            JpaRepository<T, Long> posts, String type, long id) {
        var post =
                posts.findById(id)
                        .orElseThrow(
                                () -> new Discard("No %s with the id %d.".formatted(type, id)));
        post.setShown(Moderation.clean(post.getBody()));
        posts.save(post);
    }
}
