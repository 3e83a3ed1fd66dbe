package workshop.step06;

import jakarta.persistence.Entity;
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

    private static final JsonMapper LOOK =
            JsonMapper.builder()
                    .addModule(new SimpleModule().setSerializerModifier(new NoEntities()))
                    .build();

    private RecordSender() {}

    /** Jackson walks through the record as a check; what it writes is thrown away. */
    public static String send(TaskQueue queue, String task, Record payload) {
        var primitives = Deflater.deflate(payload);
        LOOK.writeValueAsBytes(payload);
        return queue.enqueue(task, primitives, new JsonSerializer());
    }

    private static final class NoEntities extends ValueSerializerModifier {

        @Override
        public ValueSerializer<?> modifySerializer(
                SerializationConfig config,
                BeanDescription.Supplier type,
                ValueSerializer<?> serializer) {
            if (type.getClassAnnotations().has(Entity.class)) {
                throw new IllegalArgumentException(type.getBeanClass() + " is an entity.");
            }
            return serializer;
        }
    }
}
