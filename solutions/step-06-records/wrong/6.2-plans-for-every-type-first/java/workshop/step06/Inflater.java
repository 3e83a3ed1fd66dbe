package workshop.step06;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Turns primitives back into records. */
public final class Inflater {

    /** How to make a value of a type; worked out once per type. */
    private interface Plan extends Function<Object, Object> {}

    private static final Map<Type, Plan> PLANS = new ConcurrentHashMap<>();

    private Inflater() {}

    /**
     * A record of this type, equal to the one that {@link Deflater#deflate} turned into the map.
     * The map has been JSON in between.
     *
     * @throws RuntimeException when the map does not make such a record; the message says why
     */
    public static <T extends Record> T inflate(Class<T> type, Map<String, ?> data) {
        return type.cast(plan(type).apply(data));
    }

    private static Plan plan(Type type) {
        var known = PLANS.get(type);
        if (known != null) {
            return known;
        }
        var plan = make(type);
        PLANS.put(type, plan);
        return plan;
    }

    private static Plan make(Type type) {
        if (type instanceof ParameterizedType generic) {
            return container(generic);
        }
        if (type instanceof Class<?> wanted && wanted.isRecord()) {
            return orNull(record(wanted));
        }
        if (type instanceof Class<?> wanted && wanted.isEnum()) {
            return orNull(name -> constant(wanted, name));
        }
        return switch (type.getTypeName()) {
            case "int" -> data -> Math.toIntExact(as(Long.class, data));
            case "long" -> data -> as(Long.class, data);
            case "double" -> data -> as(Double.class, data);
            case "boolean" -> data -> as(Boolean.class, data);
            case "java.lang.String" -> orNull(data -> as(String.class, data));
            case "java.math.BigDecimal" -> orNull(data -> new BigDecimal(as(String.class, data)));
            case "java.time.Instant" -> orNull(data -> Instant.parse(as(String.class, data)));
            default -> throw unknown(type);
        };
    }

    private static Plan record(Class<?> type) {
        var components = type.getRecordComponents();
        var plans = Stream.of(components).map(c -> plan(c.getGenericType())).toList();
        var types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return data -> {
            var map = as(Map.class, data);
            var values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                var name = components[i].getName();
                try {
                    values[i] = plans.get(i).apply(map.get(name));
                } catch (RuntimeException e) {
                    throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
                }
            }
            try {
                return type.getDeclaredConstructor(types).newInstance(values);
            } catch (InvocationTargetException e) {
                throw new IllegalArgumentException(
                        type.getSimpleName() + " says no: " + e.getCause().getMessage(),
                        e.getCause());
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException("Cannot make a " + type.getName(), e);
            }
        };
    }

    private static Plan container(ParameterizedType type) {
        var arguments = type.getActualTypeArguments();
        if (type.getRawType() == Optional.class) {
            var content = plan(arguments[0]);
            return data -> Optional.ofNullable(data == null ? null : content.apply(data));
        }
        if (type.getRawType() == List.class) {
            var element = plan(arguments[0]);
            return orNull(
                    data -> {
                        var list = new ArrayList<Object>();
                        for (Object each : as(List.class, data)) {
                            list.add(element.apply(each));
                        }
                        return list;
                    });
        }
        if (type.getRawType() == Map.class && arguments[0] == String.class) {
            var entry = plan(arguments[1]);
            return orNull(
                    data -> {
                        var map = new LinkedHashMap<String, Object>();
                        Map<?, ?> given = as(Map.class, data);
                        given.forEach((key, value) -> map.put((String) key, entry.apply(value)));
                        return map;
                    });
        }
        throw unknown(type);
    }

    private static Plan orNull(Plan plan) {
        return data -> data == null ? null : plan.apply(data);
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

    private static IllegalArgumentException unknown(Type type) {
        return new IllegalArgumentException(
                "The data does not say what a %s was.".formatted(type.getTypeName()));
    }
}
