package workshop.step05;

import org.springframework.stereotype.Component;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;

/** The web process's end: asks for the moderation of anything that can be moderated. */
@Component
public class ModerationQueue {

    private final TaskQueue queue;

    public ModerationQueue(TaskQueue queue) {
        this.queue = queue;
    }

    /** Enqueues the task, at once. */
    public void moderate(Ref ref) {
        queue.enqueue(ModerateTask.NAME, ref.toPayload(), new JsonSerializer());
    }
}
