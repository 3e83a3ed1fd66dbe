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
        int given = 0;
        for (var id : Arrays.asList(questionId, answerId, commentId)) {
            given += id == null ? 0 : 1;
        }
        if (given != 1) {
            throw new IllegalArgumentException(
                    given + " ids: " + Arrays.asList(questionId, answerId, commentId));
        }
        queue.enqueue("moderate", Arrays.asList(questionId, answerId, commentId), json);
    }
}
