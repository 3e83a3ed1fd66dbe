package workshop.step06;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;

/** How the web process hands a record to a worker. */
public final class RecordSender {

    private static final JsonMapper JSON = new JsonMapper();

    private RecordSender() {}

    /**
     * Enqueues a record for this task.
     *
     * @return the message's id
     * @throws RuntimeException when there is an entity anywhere in the record; the message names
     *     its class, and nothing is enqueued
     */
    public static String send(TaskQueue queue, String task, Record payload) {
        // TODO 6.6: refuse an entity at any depth: its row may change before the worker reads the
        // copy. Its id may travel.
        return queue.enqueue(task, JSON.convertValue(payload, Map.class), new JsonSerializer());
    }
}
