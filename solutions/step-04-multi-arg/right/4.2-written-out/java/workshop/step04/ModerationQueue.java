package workshop.step04;

import java.util.Arrays;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;

/** The web process's side: call this to have a post moderated. */
public final class ModerationQueue {

    private final JsonSerializer json = new JsonSerializer();
    private final TaskQueue queue;

    public ModerationQueue(TaskQueue queue) {
        this.queue = queue;
    }

    /**
     * Enqueues the moderation of a post: one id is given, and the others are null.
     *
     * @throws IllegalArgumentException if no id or more than one is given; nothing is enqueued then
     */
    public void moderate(Long questionId, Long answerId, Long commentId) {
        boolean question = questionId != null && answerId == null && commentId == null;
        boolean answer = questionId == null && answerId != null && commentId == null;
        boolean comment = questionId == null && answerId == null && commentId != null;
        if (!question && !answer && !comment) {
            throw new NotOne(questionId + ", " + answerId + ", " + commentId);
        }
        queue.enqueue("moderate", Arrays.asList(questionId, answerId, commentId), json);
    }

    private static final class NotOne extends IllegalArgumentException {

        NotOne(String ids) {
            super("One id is needed, and these came: " + ids);
        }
    }
}
