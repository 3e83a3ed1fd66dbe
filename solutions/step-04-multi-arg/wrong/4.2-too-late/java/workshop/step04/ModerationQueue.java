package workshop.step04;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;

/** The web process's side: whoever wants something moderated calls this. */
public final class ModerationQueue {

    private final JsonSerializer json = new JsonSerializer();
    private final TaskQueue queue;

    public ModerationQueue(TaskQueue queue) {
        this.queue = queue;
    }

    /**
     * Enqueues the moderation of a post: one id is given, and the others are null.
     *
     * @throws IllegalArgumentException when none is given, or more than one; nothing was enqueued
     */
    public void moderate(Long questionId, Long answerId, Long commentId) {
        queue.enqueue("moderate", Arrays.asList(questionId, answerId, commentId), json);
        if (Stream.of(questionId, answerId, commentId).filter(Objects::nonNull).count() != 1) {
            throw new IllegalArgumentException(
                    "Give one id, and only one: question %d, answer %d, comment %d."
                            .formatted(questionId, answerId, commentId));
        }
    }
}
