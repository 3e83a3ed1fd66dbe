package workshop.step06;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns primitives back into records. */
public final class Inflater {

    private Inflater() {}

    /**
     * A record of this type, equal to the one that {@link Deflater#deflate} turned into the map.
     * The map has been JSON in between.
     *
     * @throws RuntimeException when the map does not make such a record; the message says why
     */
    public static <T extends Record> T inflate(Class<T> type, Map<String, ?> data) {
        var components = type.getRecordComponents();
        var types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var values =
                Stream.of(components)
                        .map(
                                component ->
                                        value(
                                                component.getGenericType(),
                                                data.get(component.getName())))
                        .toArray();
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            var refusal = e.getCause();
            throw new IllegalArgumentException(
                    "%s says no: %s".formatted(type.getSimpleName(), refusal.getMessage()),
                    refusal);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("Cannot make a %s.".formatted(type.getName()), e);
        }
    }

    /**
     * Turns the data into a value of the declared type. Only the type knows which: the data just
     * says "text" or "map".
     */
    private static Object value(Type type, Object data) {
        if (data == null) {
            return null;
        }
        if (type instanceof ParameterizedType generic) {
            return container(generic, data);
        }
        var wanted = (Class<?>) type;
        if (wanted.isRecord()) {
            return inflate(wanted.asSubclass(Record.class), map(data));
        }
        if (wanted.isEnum()) {
            return Stream.of(wanted.getEnumConstants())
                    .filter(constant -> ((Enum<?>) constant).name().equals(data))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new IllegalArgumentException(
                                            "%s has no %s."
                                                    .formatted(wanted.getSimpleName(), data)));
        }
        return switch (wanted.getName()) {
            case "int" -> Math.toIntExact(((Number) data).longValue());
            case "long" -> ((Number) data).longValue();
            case "double", "boolean", "java.lang.String" -> data;
            case "java.math.BigDecimal" -> new BigDecimal((String) data);
            case "java.time.Instant" -> Instant.parse((String) data);
            default ->
                    throw new IllegalArgumentException(
                            "The data does not say what a %s was.".formatted(wanted.getName()));
        };
    }

    private static Object container(ParameterizedType type, Object data) {
        var arguments = type.getActualTypeArguments();
        if (type.getRawType() == Optional.class) {
            return Optional.of(value(arguments[0], data));
        }
        if (type.getRawType() == List.class) {
            return ((List<?>) data).stream().map(element -> value(arguments[0], element)).toList();
        }
        if (type.getRawType() == Map.class) {
            var map = new LinkedHashMap<String, Object>();
            map(data).forEach((key, entry) -> map.put(key, value(arguments[1], entry)));
            return map;
        }
        throw new IllegalArgumentException("The data does not say what a %s was.".formatted(type));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object data) {
        return (Map<String, Object>) data;
    }
}
