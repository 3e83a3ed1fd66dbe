package workshop.step06;

import jakarta.persistence.Entity;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;

/** How the web process hands a record to a worker. */
public final class RecordSender {

    private RecordSender() {}

    /** Takes one thing after the other from a stack, and refuses what it cannot look into. */
    public static String send(TaskQueue queue, String task, Record payload) {
        var stack = new ArrayDeque<Optional<?>>();
        stack.push(Optional.of(payload));
        while (!stack.isEmpty()) {
            for (var part : parts(stack.pop().orElse(null))) {
                stack.push(Optional.ofNullable(part));
            }
        }
        return queue.enqueue(task, Deflater.deflate(payload), new JsonSerializer());
    }

    private static List<?> parts(Object value) {
        if (value == null || value.getClass().getPackageName().equals("java.lang")) {
            return List.of();
        }
        if (value instanceof Record record) {
            return Stream.of(record.getClass().getRecordComponents())
                    .map(component -> read(component, record))
                    .toList();
        }
        if (isEntity(value.getClass())) {
            throw new IllegalArgumentException("Send the id of this: " + value.getClass());
        }
        if (value instanceof List<?> list) {
            return list;
        }
        if (value instanceof Map<?, ?> map) {
            return Stream.concat(map.keySet().stream(), map.values().stream()).toList();
        }
        if (value instanceof Optional<?> optional) {
            return optional.stream().toList();
        }
        if (value instanceof Enum || value instanceof BigDecimal || value instanceof Instant) {
            return List.of();
        }
        throw new IllegalArgumentException("What is in this? " + value.getClass());
    }

    private static boolean isEntity(Class<?> type) {
        return type != null
                && (type.isAnnotationPresent(Entity.class) || isEntity(type.getSuperclass()));
    }

    private static Object read(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(component.toString(), e);
        }
    }
}
