package workshop.step06;

import jakarta.persistence.Entity;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import workshop.queue.JsonSerializer;
import workshop.queue.Message;
import workshop.queue.TaskQueue;

/** Looks for entities first, and then writes the message itself. */
public final class RecordSender {
    private RecordSender() {}

    public static String send(TaskQueue queue, String task, Record payload) {
        refuse(payload);
        JsonSerializer json = new JsonSerializer();
        byte[] body = json.dumps(Deflater.deflate(payload));
        return queue.enqueue(Message.of(task, json.contentType(), body));
    }

    private static void refuse(Object value) {
        if (value == null) {
            return;
        }
        for (Class<?> c = value.getClass(); c != null; c = c.getSuperclass()) {
            if (c.isAnnotationPresent(Entity.class)) {
                throw new IllegalArgumentException("An entity cannot travel: " + c.getName());
            }
        }
        if (value instanceof Iterable<?> all) {
            all.forEach(RecordSender::refuse);
        } else if (value instanceof Map<?, ?> map) {
            map.forEach(
                    (k, v) -> {
                        refuse(k);
                        refuse(v);
                    });
        } else if (value instanceof Optional<?> o) {
            o.ifPresent(RecordSender::refuse);
        } else if (value instanceof Object[] array) {
            Arrays.asList(array).forEach(RecordSender::refuse);
        } else if (value instanceof Map.Entry<?, ?> e) {
            refuse(e.getKey());
            refuse(e.getValue());
        } else if (value instanceof AtomicReference<?> ref) {
            refuse(ref.get());
        } else if (value instanceof Record r) {
            for (RecordComponent c : r.getClass().getRecordComponents()) {
                try {
                    c.getAccessor().setAccessible(true);
                    refuse(c.getAccessor().invoke(r));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalArgumentException(c.getName(), e);
                }
            }
        }
    }
}
