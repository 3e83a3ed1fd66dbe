package workshop.step06;

import jakarta.persistence.Entity;
import java.lang.reflect.RecordComponent;
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
        requireNoEntity(payload);
        return queue.enqueue(task, JSON.convertValue(payload, Map.class), new JsonSerializer());
    }

    private static void requireNoEntity(Record record) {
        for (var component : record.getClass().getRecordComponents()) {
            var value = get(record, component);
            if (value != null && isEntity(value.getClass())) {
                throw new IllegalArgumentException(
                        "%s is an entity: send its id.".formatted(value.getClass().getName()));
            }
        }
    }

    private static boolean isEntity(Class<?> type) {
        return type != null
                && (type.isAnnotationPresent(Entity.class) || isEntity(type.getSuperclass()));
    }

    private static Object get(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("Cannot read %s.".formatted(component.getName()), e);
        }
    }
}
