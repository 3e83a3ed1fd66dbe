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

/** A record's journey to a worker, and words for what went wrong on the way. */
final class Journey {

    private static final JsonSerializer JSON = new JsonSerializer();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Journey() {}

    /** The primitives as they arrive: whole numbers are {@code Long} now. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> overTheWire(Map<String, Object> primitives) {
        return (Map<String, Object>) JSON.loads(JSON.dumps(primitives));
    }

    /** The primitives that the record becomes. Fails if it does not become any. */
    static Map<String, Object> deflated(Record record) {
        try {
            var primitives = Deflater.deflate(record);
            Circle.isNone(record, primitives);
            return primitives;
        } catch (RuntimeException | StackOverflowError e) {
            Refused.rethrowTodo(e);
            throw new AssertionError(
                    "%s could not be deflated: %s.%s"
                            .formatted(show(record), Refused.said(e), possibleReason(record, e)),
                    e);
        }
    }

    private static String possibleReason(Record record, Throwable failure) {
        if (failure instanceof StackOverflowError) {
            return " A static constant of a record is no component. Does your code walk over the"
                    + " fields? getRecordComponents() knows the components.";
        }
        if (failure instanceof NullPointerException && record.toString().contains("null")) {
            return isOfACollection(failure)
                    ? " It holds a null. Map.of, List.copyOf and Collectors.toMap take no null; a"
                            + " LinkedHashMap and Stream.toList() do."
                    : " It holds a null: ask for null before you use a value.";
        }
        return fieldsCannotBeSet(Refused.said(failure));
    }

    /** Whether that is what reflection, a handle or Unsafe says of a record's field. */
    static String fieldsCannotBeSet(String said) {
        return said.matches("(?s).*(Can not set final|has no write access|on a record class).*")
                ? " No one can set a record's fields, not even by reflection: give the real values"
                        + " to its canonical constructor, whose checks must see them, too."
                : "";
    }

    /** Whether one of the JDK's collections or streams refused a null. */
    static boolean isOfACollection(Throwable failure) {
        return Stream.of(failure.getStackTrace())
                .limit(3)
                .anyMatch(
                        frame ->
                                frame.getClassName().startsWith("java.util.ImmutableCollections")
                                        || frame.getClassName().startsWith("java.util.stream."));
    }

    /** The record as the worker receives it. Fails if something in it has no form in JSON. */
    static Map<String, Object> wire(Record record) {
        var primitives = deflated(record);
        var foreigner = firstForeigner("", primitives);
        Check.that(
                foreigner == null,
                """
                The deflated %s: %s. JSON has no form for that. Records hide in lists, maps and \
                optionals; moments, decimals, enums and optionals need a form, too.\
                """,
                brief(record),
                foreigner);
        return overTheWire(primitives);
    }

    /**
     * Fails unless the record arrives as it was sent. Has a time limit, because JUnit's does not
     * apply to jqwik's tests.
     */
    static <T extends Record> void comesBack(Class<T> type, T sent) {
        Assertions.assertTimeoutPreemptively(
                PATIENCE,
                () -> travel(type, sent),
                () -> show(sent) + " has not arrived after 5 s: an endless loop?");
    }

    /** Fails if the record arrives in a process in this zone, and is not what was sent. */
    static void comesBackOrIsRefused(String zone, Record sent) {
        Map<String, Object> wire;
        Record arrived;
        try {
            wire = Zones.in(zone, () -> overTheWire(Deflater.deflate(sent)));
            arrived = inflatedIn(zone, sent.getClass(), wire);
        } catch (RuntimeException | Error refusal) {
            Refused.isAnException(refusal, show(sent));
            return;
        }
        if (!sent.equals(arrived)) {
            throw new AssertionError(
                    "%s. It went out as %s. What cannot come back equal must be refused.%s%s"
                            .formatted(
                                    difference("", sent, arrived),
                                    show(wire),
                                    sent.getClass().isInstance(arrived) ? "" : REMEMBERED,
                                    comesBackInUtc(sent)
                                            ? ZONE.formatted(zone)
                                            : sent.getClass().isInstance(arrived)
                                                            && areOtherKinds(sent, arrived)
                                                    ? Shapes.genericElements(sent.getClass())
                                                    : ""));
        }
    }

    private static Record inflatedIn(
            String zone, Class<? extends Record> type, Map<String, Object> wire) {
        return Zones.in(zone, () -> Inflater.inflate(type, wire));
    }

    private static final String REMEMBERED =
            " Another type was asked for: does your code remember what it made of an equal map?";

    private static final String ZONE =
            " On a machine in UTC it comes back equal; this one was in the zone %s. Does your code"
                    + " ask for the zone of its machine? Instant.parse does not.";

    /** A second look: is it the zone? */
    private static boolean comesBackInUtc(Record sent) {
        try {
            return Zones.in(
                    "UTC",
                    () ->
                            sent.equals(
                                    Inflater.inflate(
                                            sent.getClass(), overTheWire(Deflater.deflate(sent)))));
        } catch (RuntimeException | Error refusal) {
            return false;
        }
    }

    private static <T extends Record> void travel(Class<T> type, T sent) {
        Map<String, Object> wire = null;
        T arrived;
        try {
            var primitives = Deflater.deflate(sent);
            Circle.isNone(sent, primitives);
            wire = overTheWire(primitives);
            arrived = Inflater.inflate(type, wire);
        } catch (AssertionError circle) {
            throw circle;
        } catch (RuntimeException | Error e) {
            Refused.rethrowTodo(e);
            throw new AssertionError(
                    "%s: %s.%s"
                            .formatted(
                                    wire == null
                                            ? "%s could not be deflated to primitives"
                                                    .formatted(show(sent))
                                            : "%s went out as %s, but could not be inflated"
                                                    .formatted(show(sent), show(wire)),
                                    Refused.said(e),
                                    possibleReason(sent, e)),
                    e);
        }
        if (!sent.equals(arrived)) {
            throw new AssertionError(
                    "%s. It went out as %s. The law: inflate(deflate(x)) equals x, for every x."
                            .formatted(difference("", sent, arrived), inShort(wire)));
        }
    }

    /** The smallest part that has changed, in words. */
    static String difference(String where, Object sent, Object arrived) {
        if (firstKey(sent) != null
                && firstKey(arrived) != null
                && firstKey(sent).getClass() != firstKey(arrived).getClass()) {
            return "Its key was %s and came back as %s"
                    .formatted(named(firstKey(sent)), named(firstKey(arrived)));
        }
        var before = parts(sent);
        var after = parts(arrived);
        if (before.keySet().equals(after.keySet())) {
            for (var part : before.keySet()) {
                if (!Objects.equals(before.get(part), after.get(part))) {
                    return difference(where + part, before.get(part), after.get(part));
                }
            }
        }
        return "%s was %s and came back as %s%s"
                .formatted(
                        where.isEmpty() ? "It" : where.replaceFirst("^\\.", ""),
                        named(sent),
                        named(arrived),
                        squeezed(sent, arrived));
    }

    /** Whether something in it has become another thing: a record a map, an optional null. */
    private static boolean areOtherKinds(Object sent, Object arrived) {
        if (kind(sent) != kind(arrived)) {
            return true;
        }
        var after = parts(arrived);
        return parts(sent).entrySet().stream()
                .filter(part -> after.containsKey(part.getKey()))
                .anyMatch(part -> areOtherKinds(part.getValue(), after.get(part.getKey())));
    }

    private static Class<?> kind(Object value) {
        if (value instanceof List || value instanceof Map) {
            return value instanceof List ? List.class : Map.class;
        }
        return value == null ? null : value.getClass();
    }

    private static Object firstKey(Object value) {
        return value instanceof Map<?, ?> map
                ? map.keySet().stream().filter(Objects::nonNull).findFirst().orElse(null)
                : null;
    }

    /** What a number went through, if the other one is what is left of it there. */
    static String squeezed(Object sent, Object arrived) {
        if (sent instanceof Double number
                && arrived instanceof Double other
                && other != 0
                && other == number.floatValue()) {
            return ", which is what a float makes of it";
        }
        if (sent instanceof Long number && Objects.equals((long) number.doubleValue(), arrived)) {
            return ", which is what a double makes of it (beyond 2^53 it cannot hold every long)";
        }
        return "";
    }

    /**
     * A record's components, a list's elements or a map's entries, by name. Only values of the same
     * kind have the same names.
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
     * The first thing in a payload that JSON has no form for, and where it is; null if there is no
     * such thing.
     */
    static String firstForeigner(String where, Object value) {
        if (value instanceof Map<?, ?> map) {
            return first(map.entrySet().stream().map(entry -> foreignerAt(where, entry)));
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
                        || value instanceof Short
                        || value instanceof Byte
                        || value instanceof Double
                        || value instanceof Float;
        return primitive ? null : "%s is still %s".formatted(where, named(value));
    }

    private static String foreignerAt(String where, Map.Entry<?, ?> entry) {
        if (entry.getKey() instanceof String key) {
            return firstForeigner(where.isEmpty() ? key : where + "." + key, entry.getValue());
        }
        return "%s has the key %s".formatted(where, named(entry.getKey()));
    }

    private static String first(Stream<String> found) {
        return found.filter(Objects::nonNull).findFirst().orElse(null);
    }

    private static String named(Object value) {
        return value == null || value instanceof Optional || value instanceof Record
                ? show(value)
                : "the %s %s".formatted(value.getClass().getSimpleName(), exactly(value));
    }

    /** With quotes about texts: 7 and "7" do not look alike. */
    static String exactly(Object value) {
        if (value instanceof String text) {
            return quoted(text);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Journey::exactly).collect(joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> exactly(entry.getKey()) + "=" + exactly(entry.getValue()))
                    .collect(joining(", ", "{", "}"));
        }
        return value instanceof Enum<?> constant ? constant.name() : show(value);
    }

    /** As {@link #show}, and not endless. */
    static String brief(Object value) {
        var text = show(value);
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }

    /** As {@link #show}, where no text in it is long. */
    static String inShort(Map<String, Object> wire) {
        var text = show(wire);
        return text.length() > 300 ? exactly(wire) : text;
    }

    /** A long text in short. */
    private static String quoted(String text) {
        return text.length() > 200
                ? "\"%s…\" (%d chars)".formatted(show(text.substring(0, 60)), text.length())
                : "\"%s\"".formatted(show(text));
    }

    /** As text that is safe on a terminal. */
    static String show(Object value) {
        return String.valueOf(value).chars().mapToObj(Journey::escaped).collect(joining());
    }

    private static String escaped(int c) {
        return c >= ' ' && c < 0x7f ? String.valueOf((char) c) : "\\u%04x".formatted(c);
    }
}
