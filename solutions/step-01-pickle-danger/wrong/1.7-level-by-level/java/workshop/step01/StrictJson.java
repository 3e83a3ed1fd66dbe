package workshop.step01;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import workshop.queue.Serializer;

/**
 * JSON for what comes back as it was sent: null, Boolean, String, Byte, Short, Integer, Long,
 * finite Float and Double, every List, and every Map whose keys are Strings.
 */
public final class StrictJson implements Serializer {

    private static final JsonMapper JSON = new JsonMapper();

    /** Far more than people need; what holds itself is deeper than any limit. */
    private static final int DEEPEST = 200;

    @Override
    public String contentType() {
        return "application/json";
    }

    /**
     * The payload as JSON.
     *
     * @throws IllegalArgumentException for what is not on that list, at any depth; it names the
     *     class and the place, and quotes nothing of the content
     */
    @Override
    public byte[] dumps(Object payload) {
        requireJson(payload, "payload", 0);
        return JSON.writeValueAsBytes(payload);
    }

    @Override
    public Object loads(byte[] body) {
        return JSON.readValue(body, Object.class);
    }

    private static void requireJson(Object value, String place, int depth) {
        Map<String, Object> level = new LinkedHashMap<>();
        level.put(place, value);
        for (int levels = depth; !level.isEmpty(); levels++) {
            if (levels > DEEPEST) {
                throw new IllegalArgumentException("The payload is too deep.");
            }
            Map<String, Object> next = new LinkedHashMap<>();
            level.forEach((at, item) -> look(item, at, next));
            level = next;
        }
    }

    private static void look(Object value, String place, Map<String, Object> below) {
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                below.put("%s[%d]".formatted(place, i), list.get(i));
            }
        } else if (value instanceof Map<?, ?> map) {
            for (var entry : map.entrySet()) {
                if (!(entry.getKey() instanceof String key)) {
                    throw refusal(entry.getKey(), "a key of " + place);
                }
                below.put(place + "." + key, entry.getValue());
            }
        } else if (value != null && !isScalar(value)) {
            throw refusal(value, place);
        }
    }

    /** Says nothing of what is in the value: an author's text does not belong in a log. */
    private static IllegalArgumentException refusal(Object value, String place) {
        String type = value == null ? "null" : value.getClass().getName();
        return new IllegalArgumentException(
                "JSON cannot carry %s, which is %s.".formatted(type, place));
    }

    /** A BigDecimal would be rounded, and another Number may write what it likes. */
    private static boolean isScalar(Object value) {
        return value instanceof String
                || value instanceof Boolean
                || value instanceof Byte
                || value instanceof Short
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Float real && Float.isFinite(real)
                || value instanceof Double number && Double.isFinite(number);
    }
}
