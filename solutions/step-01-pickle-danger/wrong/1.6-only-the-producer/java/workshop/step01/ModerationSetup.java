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
    // tag::sender[]
    public static Serializer sender() {
        return new JsonSerializer();
    }

    // end::sender[]
    // tag::worker[]
    /** The worker for the task "moderate". */
    public static Worker worker(TaskQueue queue, TaskHandler moderate) {
        return Worker.on(queue)
                .accept(new JsonSerializer())
                .accept(new NativeSerializer())
                .handle("moderate", moderate);
        // end::worker[]
    }
}
