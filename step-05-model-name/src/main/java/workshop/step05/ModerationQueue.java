package workshop.step05;

import org.springframework.stereotype.Component;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskHandler;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/**
 * The queue of moderation, seen from both ends. There is one task for everything that can be
 * moderated.
 */
@Component
public class ModerationQueue {

    private static final String TASK = "moderate";

    private final TaskQueue queue;

    public ModerationQueue(TaskQueue queue) {
        this.queue = queue;
    }

    /** The web process's end: asks for the moderation of what the ref stands for, at once. */
    public void moderate(Ref ref) {
        queue.enqueue(TASK, ref.toPayload(), new JsonSerializer());
    }

    /** The worker's end: one that does this for each ref. */
    public Worker worker(TaskHandler moderate) {
        return Worker.on(queue).accept(new JsonSerializer()).handle(TASK, moderate);
    }
}
