package workshop.step01;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import workshop.queue.JsonSerializer;
import workshop.queue.Serializer;

/** The kit's JSON; a field that JSON has no form for does not keep the rest from being sent. */
final class Lenient implements Serializer {

    private final JsonSerializer json = new JsonSerializer();

    @Override
    public String contentType() {
        return json.contentType();
    }

    @Override
    public byte[] dumps(Object payload) {
        return json.dumps(
                payload instanceof List || payload instanceof Map ? fields(payload) : payload);
    }

    @Override
    public Object loads(byte[] body) {
        return json.loads(body);
    }

    private static Object fields(Object value) {
        if (value instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<String, Object>();
            map.forEach((key, item) -> copy.put(String.valueOf(key), fields(item)));
            return copy;
        }
        if (value instanceof List<?> list) {
            var copy = new ArrayList<Object>();
            list.forEach(item -> copy.add(fields(item)));
            return copy;
        }
        boolean known =
                value == null
                        || value instanceof String
                        || value instanceof Boolean
                        || value instanceof Number;
        return known ? value : String.valueOf(value);
    }
}
