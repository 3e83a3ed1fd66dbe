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
        // TODO 4.2: refuse a call with no id or with more than one, and say which ids it gave.
        queue.enqueue("moderate", Arrays.asList(questionId, answerId, commentId), json);
    }
}
