package workshop.step01;

import java.util.HashMap;
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
        return JSON.writeValueAsBytes(toJson(payload));
    }

    @Override
    public Object loads(byte[] body) {
        return JSON.readValue(body, Object.class);
    }

    private static Object toJson(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(StrictJson::toJson).toList();
        }
        if (value instanceof Map<?, ?> map) {
            var copy = new HashMap<String, Object>();
            map.forEach((key, entry) -> copy.put(key.toString(), toJson(entry)));
            return copy;
        }
        return value == null || isScalar(value) ? value : value.toString();
    }

    private static boolean isScalar(Object value) {
        return value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Double number && Double.isFinite(number);
    }
}
