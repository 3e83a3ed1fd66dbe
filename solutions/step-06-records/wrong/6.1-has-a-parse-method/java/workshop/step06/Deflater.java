package workshop.step06;

import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes the air out of a record and leaves what it is made of. Python's attrs calls this {@code
 * asdict}.
 */
public final class Deflater {

    private Deflater() {}

    /**
     * The record as primitives, all the way down: null, booleans, numbers, text, lists, and maps
     * with text keys.
     *
     * @throws IllegalArgumentException when something in it is no record and has no form as
     *     primitives, with or without getters, or when a map in it has a key that is not text; the
     *     message says what it was
     */
    public static Map<String, Object> deflate(Record record) {
        var map = new LinkedHashMap<String, Object>(); // Map.of and toMap refuse null
        for (var component : record.getClass().getRecordComponents()) {
            map.put(component.getName(), primitive(get(record, component)));
        }
        return map;
    }

    private static Object primitive(Object value) {
        if (value instanceof Record record) {
            return deflate(record);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Deflater::primitive).toList();
        }
        if (value instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<String, Object>();
            map.forEach((key, entry) -> copy.put(text(key), primitive(entry)));
            return copy;
        }
        if (value instanceof Optional<?> optional) {
            return primitive(optional.orElse(null));
        }
        if (value instanceof Enum<?> constant) {
            return constant.name(); // toString() is for people
        }
        if (value instanceof BigDecimal) {
            return value.toString(); // every digit; a JSON number may lose some on the way
        }
        if (value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Double) {
            return value;
        }
        if (canBeParsed(value.getClass())) {
            return value.toString(); // Instant, LocalDate, Duration...
        }
        throw new IllegalArgumentException(
                "A %s is neither a record nor a primitive."
                        .formatted(value.getClass().getTypeName()));
    }

    private static boolean canBeParsed(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getReturnType() == type)
                .filter(
                        method ->
                                method.getName().equals("parse")
                                        || method.getName().equals("valueOf"))
                .map(method -> List.of(method.getParameterTypes()))
                .anyMatch(
                        types ->
                                types.equals(List.of(CharSequence.class))
                                        || types.equals(List.of(String.class)));
    }

    private static String text(Object key) {
        if (key instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(
                "JSON's keys are text, and a map has %s as a key."
                        .formatted(key == null ? "null" : "a " + key.getClass().getTypeName()));
    }

    private static Object get(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("Cannot read %s.".formatted(component), e);
        }
    }
}
