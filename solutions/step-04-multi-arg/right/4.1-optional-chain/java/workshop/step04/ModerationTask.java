package workshop.step04;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
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

    private void unpack(List<?> payload) {
        moderate((Long) payload.get(0), (Long) payload.get(1), (Long) payload.get(2));
    }

    private void moderate(Long questionId, Long answerId, Long commentId) {
        var given = Stream.of(questionId, answerId, commentId).filter(Objects::nonNull).toList();
        if (given.size() != 1) {
            throw new Discard("Expected one id, got %d.".formatted(given.size()));
        }
        Post post =
                find(questions, "question", questionId)
                        .or(() -> find(answers, "answer", answerId))
                        .or(() -> find(comments, "comment", commentId))
                        .orElseThrow();
        post.setShown(Moderation.clean(post.getBody()));
    }

    private static Optional<Post> find(
            JpaRepository<? extends Post, Long> posts, String type, Long id) {
        return Optional.ofNullable(id)
                .map(
                        given ->
                                posts.findById(given)
                                        .orElseThrow(
                                                () ->
                                                        new Discard(
                                                                "%s id=%d not found"
                                                                        .formatted(type, given))));
    }
}
