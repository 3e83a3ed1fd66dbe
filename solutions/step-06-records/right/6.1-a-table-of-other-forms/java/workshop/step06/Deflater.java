package workshop.step06;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** A table of forms: a moment is a pair of numbers, a decimal a map, an optional a list. */
public final class Deflater {

    private static final Map<Class<?>, Function<Object, Object>> FORMS = new HashMap<>();

    static {
        for (var type :
                List.of(String.class, Boolean.class, Integer.class, Long.class, Double.class)) {
            FORMS.put(type, value -> value);
        }
        form(Instant.class, moment -> List.of(moment.getEpochSecond(), moment.getNano()));
        form(
                BigDecimal.class,
                number ->
                        Map.of(
                                "digits",
                                number.unscaledValue().toString(),
                                "scale",
                                number.scale()));
        form(
                Optional.class,
                optional -> optional.isPresent() ? List.of(primitive(optional.get())) : List.of());
    }

    private Deflater() {}

    private static <T> void form(Class<T> type, Function<T, Object> form) {
        FORMS.put(type, value -> form.apply(type.cast(value)));
    }

    /** The record as primitives. */
    public static Map<String, Object> deflate(Record record) {
        var map = new LinkedHashMap<String, Object>();
        for (var component : record.getClass().getRecordComponents()) {
            map.put(component.getName(), primitive(get(record, component)));
        }
        return map;
    }

    private static Object get(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object primitive(Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Record record) {
            return deflate(record);
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Deflater::primitive).toList();
        }
        if (value instanceof Map<?, ?> map) {
            var copy = new TreeMap<String, Object>();
            map.forEach((key, each) -> copy.put((String) key, primitive(each)));
            return copy;
        }
        var form = FORMS.get(value.getClass());
        if (form == null) {
            throw new IllegalArgumentException("No form for " + value.getClass());
        }
        return form.apply(value);
    }
}
