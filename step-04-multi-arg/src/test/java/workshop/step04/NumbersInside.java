package workshop.step04;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The numbers that an object holds in its fields, and in the lists and arrays there. */
final class NumbersInside {

    private NumbersInside() {}

    static Set<Long> of(Object holder) {
        return Stream.of(holder.getClass().getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .map(field -> value(field, holder))
                .flatMap(NumbersInside::parts)
                .filter(Number.class::isInstance)
                .map(number -> ((Number) number).longValue())
                .collect(Collectors.toSet());
    }

    private static Stream<?> parts(Object value) {
        if (value instanceof Collection<?> all) {
            return all.stream();
        }
        return value != null && value.getClass().isArray()
                ? IntStream.range(0, Array.getLength(value)).mapToObj(i -> Array.get(value, i))
                : Stream.ofNullable(value);
    }

    private static Object value(Field field, Object holder) {
        try {
            field.setAccessible(true);
            return field.get(holder);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
