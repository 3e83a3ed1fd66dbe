package workshop.step06;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** By method handles, and with the names of enums as keys. */
public final class Deflater {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private Deflater() {}

    /** The record as primitives. */
    public static Map<String, Object> deflate(Record record) {
        return Stream.of(record.getClass().getRecordComponents())
                .collect(
                        LinkedHashMap::new,
                        (map, part) -> map.put(part.getName(), primitive(read(part, record))),
                        Map::putAll);
    }

    private static Object read(RecordComponent component, Record record) {
        try {
            return LOOKUP.unreflect(component.getAccessor()).invoke(record);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalArgumentException(component + " cannot be read", e);
        }
    }

    private static Object primitive(Object value) {
        if (value instanceof Record record) {
            return deflate(record);
        }
        if (value instanceof Iterable<?> values) {
            var list = new ArrayList<>();
            values.forEach(each -> list.add(primitive(each)));
            return list;
        }
        if (value instanceof Map<?, ?> map) {
            var copy = new HashMap<String, Object>();
            map.forEach((key, each) -> copy.put(key(key), primitive(each)));
            return copy;
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(Deflater::primitive).orElse(null);
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.unscaledValue() + "E" + -decimal.scale();
        }
        if (value instanceof Instant moment) {
            return moment.toString();
        }
        var text = value == null || value instanceof String || value instanceof Boolean;
        if (text || value instanceof Integer || value instanceof Long || value instanceof Double) {
            return value;
        }
        throw new IllegalArgumentException(value.getClass().getTypeName() + " has no form");
    }

    private static String key(Object key) {
        if (key instanceof Enum<?> constant) {
            return constant.name();
        }
        if (key instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(
                "no text as a key: " + (key == null ? null : key.getClass()));
    }
}
