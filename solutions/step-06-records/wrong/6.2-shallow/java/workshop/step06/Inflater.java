package workshop.step06;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Map;
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
        // tag::values[]
        var values = Stream.of(components).map(c -> data.get(c.getName())).toArray();
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
}
