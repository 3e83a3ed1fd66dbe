package workshop.step06;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;

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
            map.put(component.getName(), get(record, component));
        }
        return map;
    }

    private static Object get(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("Cannot read %s.".formatted(component), e);
        }
    }
}
