package workshop.step06;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.ser.std.ToStringSerializer;
import tools.jackson.databind.type.ArrayType;

/** Jackson, kept from dissolving what is no record and from making text of keys. */
public final class Deflater {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
                    .addModule(
                            new SimpleModule()
                                    .addSerializer(BigDecimal.class, ToStringSerializer.instance)
                                    .addSerializer(Instant.class, ToStringSerializer.instance)
                                    .addKeySerializer(Object.class, new TextOnly())
                                    .setSerializerModifier(new RecordsOnly()))
                    .build();

    private Deflater() {}

    /** The record as primitives. */
    public static Map<String, Object> deflate(Record record) {
        try {
            return JSON.convertValue(record, new TypeReference<Map<String, Object>>() {});
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static final class RecordsOnly extends ValueSerializerModifier {

        @Override
        public ValueSerializer<?> modifySerializer(
                SerializationConfig config,
                BeanDescription.Supplier type,
                ValueSerializer<?> serializer) {
            var beans = type.getBeanClass();
            var plain =
                    Stream.of(
                                    Record.class,
                                    Enum.class,
                                    Optional.class,
                                    String.class,
                                    Boolean.class,
                                    Integer.class,
                                    Long.class,
                                    Double.class,
                                    BigDecimal.class,
                                    Instant.class)
                            .anyMatch(known -> known.isAssignableFrom(beans));
            if (!plain && !beans.isPrimitive()) {
                throw new IllegalArgumentException("No form for a " + beans.getTypeName());
            }
            return serializer;
        }

        @Override
        public ValueSerializer<?> modifyArraySerializer(
                SerializationConfig config,
                ArrayType type,
                BeanDescription.Supplier bean,
                ValueSerializer<?> serializer) {
            throw new IllegalArgumentException("No form for a " + type.getRawClass().getName());
        }
    }

    private static final class TextOnly extends ValueSerializer<Object> {

        @Override
        public void serialize(Object key, JsonGenerator to, SerializationContext context) {
            if (!(key instanceof String text)) {
                throw new IllegalArgumentException("No text as a key: a " + key.getClass());
            }
            to.writeName(text);
        }
    }
}
