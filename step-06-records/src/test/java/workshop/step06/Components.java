package workshop.step06;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compares the keys of a deflated record with its components, all the way down. */
final class Components {

    private Components() {}

    /** Fails unless there is a key for each component, and no other. */
    static void areUnderTheirNames(Record record, Map<String, Object> primitives) {
        look("", record, primitives);
    }

    private static void look(String where, Object value, Object primitive) {
        if (value instanceof Record record && primitive instanceof Map<?, ?> map) {
            components(where, record, map);
        } else if (value instanceof List<?> list && primitive instanceof List<?> seen) {
            for (int i = 0; i < Math.min(list.size(), seen.size()); i++) {
                look(where, list.get(i), seen.get(i));
            }
        } else if (value instanceof Map<?, ?> map && primitive instanceof Map<?, ?> seen) {
            map.forEach((key, entry) -> look(where, entry, seen.get(key)));
        }
    }

    private static void components(String where, Record record, Map<?, ?> map) {
        var type = record.getClass().getSimpleName();
        var names = new LinkedHashSet<Object>();
        for (var component : record.getClass().getRecordComponents()) {
            var name = component.getName();
            names.add(name);
            var value = Journey.get(record, component);
            Check.that(
                    map.containsKey(name),
                    "The deflated %s%s has no \"%s\", only %s. %s",
                    type,
                    where,
                    name,
                    map.keySet(),
                    value == null
                            ? "A null component has a key, too."
                            : "Each component has a key, which is its name.");
            Check.that(
                    !(value == null || value instanceof String)
                            || Objects.equals(value, map.get(name)),
                    "In a %s%s, %s was %s; under \"%s\" is now %s.",
                    type,
                    where,
                    name,
                    Journey.exactly(value),
                    name,
                    Journey.exactly(map.get(name)));
            look(" in " + name, value, map.get(name));
        }
        Check.that(
                names.containsAll(map.keySet()),
                "The deflated %s%s has the keys %s. Its components are %s, and nothing else.",
                type,
                where,
                map.keySet(),
                names);
    }
}
