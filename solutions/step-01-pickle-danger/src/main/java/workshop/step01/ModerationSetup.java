package workshop.step01;

import workshop.queue.JsonSerializer;
import workshop.queue.Serializer;
import workshop.queue.TaskHandler;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/**
 * How the web process sends drafts to moderation, and what the worker accepts. The payload is a map
 * of author, body and tags.
 */
public final class ModerationSetup {

    private ModerationSetup() {}

    /** What the web process encodes drafts with. */
    public static Serializer sender() {
        return new JsonSerializer();
    }

    /** The worker for the task "moderate". */
    public static Worker worker(TaskQueue queue, TaskHandler moderate) {
        // tag::accepts[]
        return Worker.on(queue)
                .accept(new JsonSerializer()) // and nothing else
                .handle("moderate", moderate);
        // end::accepts[]
    }
}
