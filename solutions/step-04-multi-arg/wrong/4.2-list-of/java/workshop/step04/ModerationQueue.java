package workshop.step04;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
        if (List.of(questionId, answerId, commentId).stream().filter(Objects::nonNull).count()
                != 1) {
            throw new IllegalArgumentException(
                    "Give one id, and only one: question %d, answer %d, comment %d."
                            .formatted(questionId, answerId, commentId));
        }
        queue.enqueue("moderate", Arrays.asList(questionId, answerId, commentId), json);
    }
}
