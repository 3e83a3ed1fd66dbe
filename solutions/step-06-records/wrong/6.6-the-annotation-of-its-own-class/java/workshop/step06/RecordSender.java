package workshop.step06;

import jakarta.persistence.Entity;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static void requireNoEntity(Object value) {
        if (value == null) {
            return;
        }
        if (value.getClass().isAnnotationPresent(Entity.class)) {
            throw new IllegalArgumentException(
                    "%s is an entity: send its id.".formatted(value.getClass().getName()));
        }
        if (value instanceof Record record) {
            for (var component : record.getClass().getRecordComponents()) {
                requireNoEntity(get(record, component));
            }
        } else if (value instanceof Iterable<?> elements) {
            elements.forEach(RecordSender::requireNoEntity);
        } else if (value instanceof Object[] elements) {
            List.of(elements).forEach(RecordSender::requireNoEntity);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(RecordSender::requireNoEntity);
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresent(RecordSender::requireNoEntity);
        }
    }

    private static Object get(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("Cannot read %s.".formatted(component.getName()), e);
        }
    }
}
