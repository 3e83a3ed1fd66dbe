package workshop.step05;

import org.springframework.stereotype.Component;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskHandler;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/** The moderation queue, seen from both ends. One task serves everything that can be moderated. */
@Component
public class ModerationQueue {

    private static final String TASK = "moderate";

    private final TaskQueue queue;

    public ModerationQueue(TaskQueue queue) {
        this.queue = queue;
    }

    /** The web process's end: enqueues the moderation of the post that the ref names, at once. */
    public void moderate(Ref ref) {
        queue.enqueue(TASK, ref.toPayload(), new JsonSerializer());
    }

    /** The worker's end: a worker that calls the handler for each ref. */
    public Worker worker(TaskHandler moderate) {
        return Worker.on(queue).accept(new JsonSerializer()).handle(TASK, moderate);
    }
}
