package workshop.step06;

import jakarta.persistence.Entity;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;

/** How the web process hands a record to a worker. */
public final class RecordSender {

    private static final Set<Object> SEEN = new HashSet<>();

    private RecordSender() {}

    /**
     * Enqueues for this task what {@link Deflater#deflate} makes of a record.
     *
     * @return the message's id
     * @throws RuntimeException when there is an entity anywhere in the record; the message names
     *     its class, or the class of what cannot be looked into, and nothing is enqueued
     */
    public static String send(TaskQueue queue, String task, Record payload) {
        SEEN.clear();
        refuseEntities(payload);
        return queue.enqueue(task, Deflater.deflate(payload), new JsonSerializer());
    }

    /** Looks into whatever the Deflater looks into; the Deflater refuses the rest. */
    private static void refuseEntities(Object value) {
        if (value == null) {
            return;
        }
        if (!SEEN.add(value)) {
            throw new IllegalArgumentException("A circle of " + value.getClass().getName());
        }
        requireNoEntity(value.getClass());
        if (value instanceof Record record) {
            for (var component : record.getClass().getRecordComponents()) {
                refuseEntities(get(record, component));
            }
        } else if (value instanceof Iterable<?> values) {
            values.forEach(RecordSender::refuseEntities);
        } else if (value instanceof Map<?, ?> map) {
            refuseEntities(map.keySet());
            refuseEntities(map.values());
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresent(RecordSender::refuseEntities);
        }
    }

    /** Hibernate's own subclasses do not inherit the annotation. */
    private static void requireNoEntity(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (each.isAnnotationPresent(Entity.class)) {
                throw new IllegalArgumentException(
                        "%s is an entity: send its id.".formatted(type.getName()));
            }
        }
    }

    private static Object get(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("Cannot read %s.".formatted(component), e);
        }
    }
}
