package workshop.grading;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Fields in which an object keeps what belongs to one call. Several threads that use the object at
 * once overwrite it for each other. The moment between two instructions at which that happens can't
 * be hit at will; that a field follows the calls can be seen.
 */
public final class FieldsOfOneCall {

    private FieldsOfOneCall() {}

    /**
     * The fields, also static ones, that hold something after one call, something else after
     * another, and the first thing again after the first call.
     *
     * @return such as {@code "id (7, then 8)"}; in the order of their names
     */
    public static List<String> of(Object object, Runnable call, Runnable another) {
        call.run();
        var first = values(object);
        another.run();
        var other = values(object);
        call.run();
        var again = values(object);
        return first.keySet().stream()
                .filter(field -> first.get(field).equals(again.get(field)))
                .filter(field -> !first.get(field).equals(other.get(field)))
                .map(
                        field ->
                                "%s (%s, then %s)"
                                        .formatted(field, first.get(field), other.get(field)))
                .toList();
    }

    /** What can be compared by value: numbers, text, constants, classes, and arrays of these. */
    private static Map<String, String> values(Object object) {
        var values = new TreeMap<String, String>();
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (var field : type.getDeclaredFields()) {
                text(value(field, object)).ifPresent(text -> values.put(field.getName(), text));
            }
        }
        return values;
    }

    private static Optional<String> text(Object value) {
        if (value instanceof AtomicReference<?> reference) {
            return text(reference.get());
        }
        if (value != null && value.getClass().isArray()) {
            var parts =
                    IntStream.range(0, Array.getLength(value))
                            .mapToObj(i -> text(Array.get(value, i)))
                            .toList();
            return parts.stream().allMatch(Optional::isPresent)
                    ? Optional.of(parts.stream().map(Optional::get).toList() + "")
                    : Optional.empty();
        }
        boolean isComparable =
                value == null
                        || Stream.of(
                                        Number.class,
                                        CharSequence.class,
                                        Character.class,
                                        Boolean.class,
                                        AtomicBoolean.class,
                                        Enum.class,
                                        Class.class)
                                .anyMatch(type -> type.isInstance(value));
        return isComparable ? Optional.of(String.valueOf(value)) : Optional.empty();
    }

    private static Object value(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(Modifier.isStatic(field.getModifiers()) ? null : object);
        } catch (IllegalAccessException | InaccessibleObjectException closed) {
            return new Object(); // of a library or of the JDK: not to be compared
        }
    }
}
