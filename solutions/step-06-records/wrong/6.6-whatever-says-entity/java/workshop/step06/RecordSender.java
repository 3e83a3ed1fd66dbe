package workshop.step06;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;

/** How the web process hands a record to a worker. */
public final class RecordSender {

    private RecordSender() {}

    /** With a message of its own; whatever else it is, the Deflater refuses it. */
    private static void refuseEntities(Object value) {
        if (value == null) {
            return;
        }
        for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
            for (var annotation : type.getAnnotations()) {
                if (annotation.annotationType().getSimpleName().equals("Entity")) { // javax, too
                    throw new IllegalArgumentException(
                            "A %s is an entity: send its id."
                                    .formatted(value.getClass().getName()));
                }
            }
        }
        if (value instanceof Record record) {
            for (var component : record.getClass().getRecordComponents()) {
                try {
                    refuseEntities(component.getAccessor().invoke(record));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalArgumentException("Cannot read %s.".formatted(component), e);
                }
            }
        } else if (value instanceof Collection<?> collection) {
            collection.forEach(RecordSender::refuseEntities);
        } else if (value instanceof Map<?, ?> map) {
            map.keySet().forEach(RecordSender::refuseEntities);
            map.values().forEach(RecordSender::refuseEntities);
        } else if (value instanceof Optional<?> optional) {
            refuseEntities(optional.orElse(null));
        }
    }

    /** An entity is neither a record nor a primitive: the Deflater refuses it. */
    public static String send(TaskQueue queue, String task, Record payload) {
        refuseEntities(payload);
        return queue.enqueue(task, Deflater.deflate(payload), new JsonSerializer());
    }
}
