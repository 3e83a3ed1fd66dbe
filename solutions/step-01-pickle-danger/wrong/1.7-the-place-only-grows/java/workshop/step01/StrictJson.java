package workshop.step01;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;
import workshop.queue.Serializer;

/** Jackson's generator writes what the walk finds; the bytes of a refused payload are dropped. */
public final class StrictJson implements Serializer {

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public byte[] dumps(Object payload) {
        var bytes = new ByteArrayOutputStream();
        try (var out = JSON.createGenerator(bytes)) {
            write(payload, out, new ArrayList<>());
        }
        return bytes.toByteArray();
    }

    private static void write(Object value, JsonGenerator out, List<String> way) {
        if (way.size() > 150) {
            throw new IllegalArgumentException("too deep: does something hold itself?");
        }
        switch (value == null ? "null" : value.getClass().getName()) {
            case "null" -> out.writeNull();
            case "java.lang.String" -> out.writeString((String) value);
            case "java.lang.Boolean" -> out.writeBoolean((Boolean) value);
            case "java.lang.Byte", "java.lang.Short", "java.lang.Integer", "java.lang.Long" ->
                    out.writeNumber(((Number) value).longValue());
            case "java.lang.Float", "java.lang.Double" -> {
                double number = ((Number) value).doubleValue();
                if (number - number != 0) {
                    throw refused(value, way);
                }
                out.writeNumber(number);
            }
            default -> writeContainer(value, out, way);
        }
    }

    private static void writeContainer(Object value, JsonGenerator out, List<String> way) {
        if (value instanceof List<?> list) {
            out.writeStartArray();
            for (Object item : list) {
                way.add("[" + out.streamWriteContext().getEntryCount() + "]");
                write(item, out, way);
            }
            out.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Object key : map.keySet()) {
                if (!(key instanceof String name)) {
                    throw refused(key, way);
                }
                out.writeName(name);
                way.add("['" + name + "']");
                write(map.get(key), out, way);
            }
            out.writeEndObject();
        } else {
            throw refused(value, way);
        }
    }

    private static IllegalArgumentException refused(Object value, List<String> way) {
        var type = value == null ? "null" : value.getClass().getSimpleName();
        return new IllegalArgumentException("$" + String.join("", way) + " is a " + type);
    }

    @Override
    public Object loads(byte[] body) {
        return JSON.readValue(body, Object.class);
    }
}
