package workshop.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON for what JSON has: null, booleans, numbers, text, lists, and maps with text keys. It refuses
 * anything else with an {@link IllegalArgumentException}. Whole numbers come back as {@code Long}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
public final class JsonSerializer implements Serializer {

    /** Jackson's own default limit. A list that contains itself exceeds every limit. */
    private static final int DEEPEST = 500;

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_LONG_FOR_INTS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public byte[] dumps(Object payload) {
        requirePrimitive(payload, 0);
        return JSON.writeValueAsBytes(payload);
    }

    @Override
    public Object loads(byte[] body) {
        Object payload = JSON.readValue(body, Object.class);
        requireFinite(payload);
        return payload;
    }

    /** 1e999 is JSON, but would be read as infinity. */
    private static void requireFinite(Object value) {
        if (value instanceof List<?> list) {
            list.forEach(JsonSerializer::requireFinite);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(JsonSerializer::requireFinite);
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            throw new IllegalArgumentException("A number is too large for a double.");
        }
    }

    private static void requirePrimitive(Object value, int depth) {
        if (depth >= DEEPEST) {
            throw new IllegalArgumentException(
                    "The payload is nested %s levels deep or more. Does it contain itself?"
                            .formatted(DEEPEST));
        }
        if (value instanceof List<?> list) {
            list.forEach(item -> requirePrimitive(item, depth + 1));
        } else if (value instanceof Map<?, ?> map) {
            map.keySet().forEach(JsonSerializer::requireText);
            map.values().forEach(item -> requirePrimitive(item, depth + 1));
        } else if (!(value == null
                || value instanceof Boolean
                || value instanceof String
                || isNumber(value))) {
            throw new IllegalArgumentException(
                    value instanceof Double || value instanceof Float
                            ? "JSON has no form for the number %s.".formatted(value)
                            : "JSON has no form for a %s: send its id, or primitives made from it."
                                    .formatted(nameOf(value)));
        }
    }

    private static void requireText(Object key) {
        if (!(key instanceof String text)) {
            throw new IllegalArgumentException(
                    "A JSON object has text keys; %s is a %s.".formatted(key, nameOf(key)));
        }
        // In a value it is written as an escape, but Jackson cannot read it in a key.
        if (!UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException(
                    "The key \"%s\" is not Unicode: it holds one half of a surrogate pair."
                            .formatted(text));
        }
    }

    /**
     * The numbers that come back as they were sent. A {@code BigDecimal} would be rounded, and JSON
     * has no NaN.
     */
    private static boolean isNumber(Object value) {
        return value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte
                || value instanceof Double number && Double.isFinite(number)
                || value instanceof Float number && Float.isFinite(number);
    }

    private static String nameOf(Object value) {
        return value == null ? "null" : value.getClass().getName();
    }
}
