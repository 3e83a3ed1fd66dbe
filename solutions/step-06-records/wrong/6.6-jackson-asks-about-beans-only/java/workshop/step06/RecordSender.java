package workshop.step06;

import jakarta.persistence.Entity;
import java.util.Map;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.ValueSerializerModifier;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;

/** How the web process hands a record to a worker. */
public final class RecordSender {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .addModule(new SimpleModule().setSerializerModifier(new NoEntities()))
                    .build();

    private RecordSender() {}

    /**
     * Enqueues a record for this task.
     *
     * @return the message's id
     * @throws RuntimeException when there is an entity anywhere in the record; the message names
     *     its class, and nothing is enqueued
     */
    public static String send(TaskQueue queue, String task, Record payload) {
        return queue.enqueue(task, JSON.convertValue(payload, Map.class), new JsonSerializer());
    }

    /**
     * Jackson asks once about every class that it is about to write, at any depth, and it sees the
     * annotations of superclasses, too.
     */
    private static final class NoEntities extends ValueSerializerModifier {

        @Override
        public ValueSerializer<?> modifySerializer(
                SerializationConfig config,
                BeanDescription.Supplier type,
                ValueSerializer<?> serializer) {
            if (type.getClassAnnotations().has(Entity.class)) {
                throw new IllegalArgumentException(
                        "%s is an entity: send its id.".formatted(type.getBeanClass().getName()));
            }
            return serializer;
        }
    }
}
