package workshop.step01;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import workshop.queue.Serializer;

/**
 * JSON for what comes back as it was sent: null, Boolean, String, Byte, Short, Integer, Long,
 * finite Float and Double, every List, and every Map whose keys are Strings.
 */
public final class StrictJson implements Serializer {

    private static final JsonMapper JSON = new JsonMapper();

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
        requireJson(payload, "payload", Collections.newSetFromMap(new IdentityHashMap<>()));
        return JSON.writeValueAsBytes(payload);
    }

    @Override
    public Object loads(byte[] body) {
        return JSON.readValue(body, Object.class);
    }

    private static void requireJson(Object value, String place, Set<Object> open) {
        if ((value instanceof List || value instanceof Map) && !open.add(value)) {
            throw new IllegalArgumentException("What is at %s holds itself.".formatted(place));
        }
        if (value instanceof List<?> list) {
            int position = 0;
            for (Object item : list) {
                requireJson(item, "%s[%d]".formatted(place, position), open);
                position++;
            }
            open.remove(list);
        } else if (value instanceof Map<?, ?> map) {
            for (var entry : map.entrySet()) {
                if (!(entry.getKey() instanceof String key)) {
                    throw refusal(entry.getKey(), "a key of " + place);
                }
                requireJson(entry.getValue(), place + "." + key, open);
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
