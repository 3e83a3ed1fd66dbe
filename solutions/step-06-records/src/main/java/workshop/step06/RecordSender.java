package workshop.step06;

import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;

/** How the web process hands a record to a worker. */
public final class RecordSender {

    private RecordSender() {}

    /** An entity is neither a record nor a primitive: the Deflater refuses it. */
    public static String send(TaskQueue queue, String task, Record payload) {
        return queue.enqueue(task, Deflater.deflate(payload), new JsonSerializer());
    }
}
