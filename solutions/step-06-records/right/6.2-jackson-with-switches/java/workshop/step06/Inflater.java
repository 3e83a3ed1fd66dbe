package workshop.step06;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/** Jackson, with every switch that lets a value be bent or invented set. */
public final class Inflater {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .disable(EnumFeature.READ_ENUMS_USING_TO_STRING)
                    .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .withCoercionConfig(
                            LogicalType.Textual,
                            texts ->
                                    texts.setCoercion(
                                                    CoercionInputShape.Integer, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Float, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Boolean,
                                                    CoercionAction.Fail))
                    .withCoercionConfig(
                            LogicalType.Enum,
                            enums ->
                                    enums.setCoercion(
                                            CoercionInputShape.EmptyString, CoercionAction.Fail))
                    .addModule(
                            new SimpleModule()
                                    .addDeserializer(Object.class, new Unknown())
                                    .addDeserializer(
                                            BigDecimal.class, new OfText<>(BigDecimal::new))
                                    .addDeserializer(Instant.class, new OfText<>(Instant::parse)))
                    .build();

    private Inflater() {}

    /** The record that was deflated into this map. */
    public static <T extends Record> T inflate(Class<T> type, Map<String, ?> data) {
        return JSON.convertValue(data, type);
    }

    private static final class Unknown extends ValueDeserializer<Object> {

        @Override
        public Object deserialize(JsonParser from, DeserializationContext context) {
            return context.reportInputMismatch(Object.class, "The type says Object.");
        }
    }

    private static final class OfText<T> extends ValueDeserializer<T> {

        private final Function<String, T> maker;

        OfText(Function<String, T> maker) {
            this.maker = maker;
        }

        @Override
        public T deserialize(JsonParser from, DeserializationContext context) {
            if (!from.hasToken(JsonToken.VALUE_STRING)) {
                throw new IllegalArgumentException("There is no text, but " + from.currentToken());
            }
            return maker.apply(from.getString());
        }
    }
}
