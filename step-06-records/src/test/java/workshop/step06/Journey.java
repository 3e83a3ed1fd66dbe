package workshop.step06;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import workshop.queue.JsonSerializer;

/** What becomes of a record on its way to a worker, and words for what went wrong. */
final class Journey {

    private static final JsonSerializer JSON = new JsonSerializer();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Journey() {}

    /** Primitives after their time as bytes: whole numbers are {@code Long} now. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> overTheWire(Map<String, Object> primitives) {
        return (Map<String, Object>) JSON.loads(JSON.dumps(primitives));
    }

    /**
     * Fails unless the record comes out of its journey as it went in. For jqwik, to whose tests
     * JUnit's time-out does not apply.
     */
    static <T extends Record> void comesBack(Class<T> type, T sent) {
        Assertions.assertTimeoutPreemptively(
                PATIENCE,
                () -> travel(type, sent),
                () -> show(sent) + " is still under way: an endless loop?");
    }

    private static <T extends Record> void travel(Class<T> type, T sent) {
        Map<String, Object> wire = null;
        T arrived;
        try {
            wire = overTheWire(Deflater.deflate(sent));
            arrived = Inflater.inflate(type, wire);
        } catch (RuntimeException | StackOverflowError e) {
            Refused.rethrowTodo(e);
            throw new AssertionError(
                    wire == null
                            ? "%s could not be deflated to primitives.".formatted(show(sent))
                            : "%s went out as %s, and could not be inflated."
                                    .formatted(show(sent), show(wire)),
                    e);
        }
        if (!sent.equals(arrived)) {
            throw new AssertionError(
                    "%s. It went out as %s. The law: inflate(deflate(x)) equals x, for every x."
                            .formatted(difference("", sent, arrived), show(wire)));
        }
    }

    /** The smallest part that is not what it was, in words. */
    static String difference(String where, Object sent, Object arrived) {
        var before = parts(sent);
        var after = parts(arrived);
        if (before.keySet().equals(after.keySet())) {
            for (var part : before.keySet()) {
                if (!Objects.equals(before.get(part), after.get(part))) {
                    return difference(where + part, before.get(part), after.get(part));
                }
            }
        }
        return "%s was %s and came back as %s"
                .formatted(
                        where.isEmpty() ? "It" : where.replaceFirst("^\\.", ""),
                        named(sent),
                        named(arrived));
    }

    /**
     * A record's components, a list's elements, a map's entries. Only things of one kind have the
     * same names for them.
     */
    private static Map<String, Object> parts(Object value) {
        var parts = new LinkedHashMap<String, Object>();
        if (value instanceof Record record) {
            for (var component : record.getClass().getRecordComponents()) {
                parts.put("." + component.getName(), get(record, component));
            }
        } else if (value instanceof List<?> list) {
            list.forEach(element -> parts.put("[%d]".formatted(parts.size()), element));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> parts.put("[%s]".formatted(show(key)), entry));
        }
        return parts;
    }

    static Object get(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The first thing in a payload that JSON has no form for, and where it is; null when there is
     * none.
     */
    static String firstForeigner(String where, Object value) {
        if (value instanceof Map<?, ?> map) {
            return first(
                    map.entrySet().stream()
                            .map(
                                    entry ->
                                            entry.getKey() instanceof String key
                                                    ? firstForeigner(
                                                            where.isEmpty()
                                                                    ? key
                                                                    : where + "." + key,
                                                            entry.getValue())
                                                    : "%s has the key %s"
                                                            .formatted(
                                                                    where, named(entry.getKey()))));
        }
        if (value instanceof List<?> list) {
            return first(list.stream().map(element -> firstForeigner(where + "[…]", element)));
        }
        var primitive =
                value == null
                        || value instanceof String
                        || value instanceof Boolean
                        || value instanceof Integer
                        || value instanceof Long
                        || value instanceof Double;
        return primitive ? null : "%s is still %s".formatted(where, named(value));
    }

    private static String first(Stream<String> found) {
        return found.filter(Objects::nonNull).findFirst().orElse(null);
    }

    private static String named(Object value) {
        return value == null || value instanceof Optional
                ? show(value)
                : "the %s %s".formatted(value.getClass().getSimpleName(), show(value));
    }

    /** As text that a terminal survives. */
    static String show(Object value) {
        return String.valueOf(value)
                .chars()
                .mapToObj(
                        c ->
                                c >= ' ' && c < 0x7f
                                        ? String.valueOf((char) c)
                                        : "\\u%04x".formatted(c))
                .collect(joining());
    }
}
