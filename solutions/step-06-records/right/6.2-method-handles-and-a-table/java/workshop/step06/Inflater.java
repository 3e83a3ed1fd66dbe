package workshop.step06;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A table of makers for simple types, and a method handle for each record. */
public final class Inflater {

    private static final Map<Type, Function<Object, Object>> SIMPLE =
            Map.of(
                    int.class, data -> Math.toIntExact((Long) data),
                    long.class, data -> (Long) data,
                    double.class, data -> data instanceof Long n ? n.doubleValue() : (Double) data,
                    boolean.class, data -> (Boolean) data,
                    String.class, data -> (String) data,
                    BigDecimal.class, data -> new BigDecimal((String) data),
                    Instant.class, data -> Instant.parse((String) data));

    private Inflater() {}

    /** The record that was deflated into this map. */
    public static <T extends Record> T inflate(Class<T> type, Map<String, ?> data) {
        var parts = type.getRecordComponents();
        var types = new ArrayList<Class<?>>();
        var values = new ArrayList<>();
        for (var part : parts) {
            types.add(part.getType());
            if (part.getType().isPrimitive() && data.get(part.getName()) == null) {
                throw new IllegalArgumentException(part + " is missing");
            }
            values.add(make(part.getGenericType(), data.get(part.getName())));
        }
        try {
            var lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            var signature = MethodType.methodType(void.class, types);
            return type.cast(lookup.findConstructor(type, signature).invokeWithArguments(values));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalArgumentException("Cannot make a " + type, e);
        }
    }

    private static Object make(Type type, Object data) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            return Optional.ofNullable(make(generic.getActualTypeArguments()[0], data));
        }
        if (data == null) {
            return null;
        }
        if (type instanceof WildcardType wild && wild.getUpperBounds()[0] != Object.class) {
            return make(wild.getUpperBounds()[0], data);
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            var list = new ArrayList<>();
            for (var each : (List<?>) data) {
                list.add(make(generic.getActualTypeArguments()[0], each));
            }
            return list;
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            var map = new HashMap<>();
            var to = generic.getActualTypeArguments();
            ((Map<?, ?>) data).forEach((key, each) -> map.put(make(to[0], key), make(to[1], each)));
            return map;
        }
        if (SIMPLE.containsKey(type)) {
            return SIMPLE.get(type).apply(data);
        }
        if (type instanceof Class<?> record && record.isRecord()) {
            return inflate(record.asSubclass(Record.class), map(data));
        }
        if (type instanceof Class<?> constants && constants.isEnum()) {
            return Stream.of(constants.getEnumConstants())
                    .filter(each -> ((Enum<?>) each).name().equals(data))
                    .findAny()
                    .orElseThrow(() -> new IllegalArgumentException("no constant " + data));
        }
        throw new IllegalArgumentException(type + " does not say what to make");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> map(Object data) {
        return (Map<String, ?>) data;
    }
}
