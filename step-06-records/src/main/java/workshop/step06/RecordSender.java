package workshop.step06;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;

/** The web process's way to hand a record to a worker. */
public final class RecordSender {

    private static final JsonMapper JSON = new JsonMapper();

    private RecordSender() {}

    /**
     * Enqueues a record for that task.
     *
     * @return the message's id
     * @throws RuntimeException when an entity is anywhere in the record; the message names its
     *     class, and nothing was enqueued
     */
    public static String send(TaskQueue queue, String task, Record payload) {
        // TODO 6.6: refuse an entity, at any depth: its row may change before the worker reads the
        // copy. Its id can travel.
        return queue.enqueue(task, JSON.convertValue(payload, Map.class), new JsonSerializer());
    }
}
