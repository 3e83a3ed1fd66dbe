package workshop.step01;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import workshop.queue.Serializer;

/** JSON for what JSON has: null, booleans, numbers, text, lists, and maps with text keys. */
public final class StrictJson implements Serializer {

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public byte[] dumps(Object payload) {
        requireJson(payload);
        return JSON.writeValueAsBytes(payload);
    }

    @Override
    public Object loads(byte[] body) {
        return JSON.readValue(body, Object.class);
    }

    private static void requireJson(Object value) {
        if (value instanceof List<?> list) {
            list.forEach(StrictJson::requireJson);
        } else if (value instanceof Map<?, ?> map
                && map.keySet().stream().allMatch(String.class::isInstance)) {
            map.values().forEach(StrictJson::requireJson);
        } else if (value != null && !isScalar(value)) {
            throw new IllegalArgumentException(
                    "JSON has no form for " + value.getClass().getName() + ": " + value);
        }
    }

    private static boolean isScalar(Object value) {
        return value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Double number && Double.isFinite(number);
    }
}
