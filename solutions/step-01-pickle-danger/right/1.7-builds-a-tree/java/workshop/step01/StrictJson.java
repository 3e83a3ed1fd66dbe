package workshop.step01;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import workshop.queue.JsonSerializer;
import workshop.queue.Serializer;

/** A tree is built by hand, each refusal gets its place on the way up; the kit reads. */
public final class StrictJson implements Serializer {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** A refusal that knows where it is thrown. */
    private static final class NotJson extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        private final String type;
        private final String place;

        NotJson(String type, String place) {
            super("Not JSON: " + type + " at the payload" + place);
            this.type = type;
            this.place = place;
        }

        NotJson below(Object step) {
            return new NotJson(type, " → " + step + place);
        }
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public byte[] dumps(Object payload) {
        return new JsonMapper().writeValueAsBytes(node(payload, new IdentityHashMap<>()));
    }

    @Override
    public Object loads(byte[] body) {
        return new JsonSerializer().loads(body);
    }

    private static JsonNode node(Object value, Map<Object, Object> above) {
        if (value == null) {
            return NODES.nullNode();
        } else if (value instanceof String text) {
            return NODES.stringNode(text);
        } else if (value instanceof Boolean truth) {
            return NODES.booleanNode(truth);
        } else if (value instanceof Long number) {
            return NODES.numberNode(number);
        } else if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return NODES.numberNode(((Number) value).intValue());
        } else if (value instanceof Double number && Double.isFinite(number)) {
            return NODES.numberNode(number);
        } else if (value instanceof Float number && Float.isFinite(number)) {
            return NODES.numberNode(number);
        } else if (!(value instanceof List || value instanceof Map)) {
            throw new NotJson(value.getClass().getTypeName(), "");
        } else if (above.put(value, value) != null) {
            throw new NotJson("a cycle", "");
        }
        JsonNode node = value instanceof List<?> list ? array(list, above) : object(value, above);
        above.remove(value);
        return node;
    }

    private static JsonNode array(List<?> list, Map<Object, Object> above) {
        var array = NODES.arrayNode();
        IntStream.range(0, list.size()).forEach(i -> array.add(below(i, list.get(i), above)));
        return array;
    }

    private static JsonNode object(Object map, Map<Object, Object> above) {
        var object = NODES.objectNode();
        ((Map<?, ?>) map)
                .forEach(
                        (key, value) -> {
                            if (!(key instanceof String)) {
                                var type = key == null ? "null" : key.getClass().getTypeName();
                                throw new NotJson("a key of type " + type, "");
                            }
                            object.set((String) key, below(key, value, above));
                        });
        return object;
    }

    private static JsonNode below(Object step, Object value, Map<Object, Object> above) {
        try {
            return node(value, above);
        } catch (NotJson refusal) {
            throw refusal.below(step);
        }
    }
}
