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
                // tag::values[]
                Stream.of(components)
                        .map(c -> value(c.getName(), c.getGenericType(), data.get(c.getName())))
                        .toArray();
        // end::values[]
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

    /** What the type says, made from the data; a refusal says which component it was. */
    private static Object value(String name, Type type, Object data) {
        try {
            return value(type, data);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("%s: %s".formatted(name, e.getMessage()), e);
        }
    }

    /**
     * Turns the data into a value of the declared type. Only the type knows which: the data just
     * says "text" or "map".
     */
    private static Object value(Type type, Object data) {
        if (type instanceof ParameterizedType generic) {
            return container(generic, data);
        }
        if (data == null
                || "".equals(data) && type != String.class && !((Class<?>) type).isPrimitive()) {
            return absent(type);
        }
        if (type instanceof Class<?> wanted && wanted.isRecord()) {
            return inflate(wanted.asSubclass(Record.class), map(data));
        }
        if (type instanceof Class<?> wanted && wanted.isEnum()) {
            return constant(wanted, data);
        }
        return switch (type.getTypeName()) {
            case "int" -> Math.toIntExact(as(Long.class, data));
            case "long" -> as(Long.class, data);
            case "double" -> as(Double.class, data);
            case "boolean" -> as(Boolean.class, data);
            case "java.lang.String" -> as(String.class, data);
            case "java.math.BigDecimal" -> new BigDecimal(as(String.class, data));
            case "java.time.Instant" -> Instant.parse(as(String.class, data));
            default -> throw unknown(type);
        };
    }

    private static Object absent(Type type) {
        if (type instanceof Class<?> wanted && wanted.isPrimitive()) {
            throw new IllegalArgumentException("This %s is missing.".formatted(wanted));
        }
        return null;
    }

    private static Object container(ParameterizedType type, Object data) {
        var arguments = type.getActualTypeArguments();
        if (type.getRawType() == Optional.class) {
            return Optional.ofNullable(value(arguments[0], data));
        }
        if (data == null || "".equals(data)) {
            return null;
        }
        if (type.getRawType() == List.class) {
            List<?> list = as(List.class, data);
            return list.stream().map(element -> value(arguments[0], element)).toList();
        }
        if (type.getRawType() == Map.class && arguments[0] == String.class) {
            var map = new LinkedHashMap<String, Object>();
            map(data).forEach((key, entry) -> map.put(key, value(arguments[1], entry)));
            return map;
        }
        throw unknown(type);
    }

    private static Object constant(Class<?> type, Object name) {
        for (var constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("%s has no %s.".formatted(type.getSimpleName(), name));
    }

    /** A cast, with a reason: 3.7 is not 3, "3" is not 3, and 7 is not true. */
    private static <T> T as(Class<T> wanted, Object data) {
        if (wanted.isInstance(data)) {
            return wanted.cast(data);
        }
        throw new IllegalArgumentException(
                "A %s is needed here, and this is %s.".formatted(wanted.getSimpleName(), data));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object data) {
        return as(Map.class, data);
    }

    private static IllegalArgumentException unknown(Type type) {
        return new IllegalArgumentException(
                "The data does not say what a %s was.".formatted(type.getTypeName()));
    }
}
