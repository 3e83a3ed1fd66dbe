package workshop.step06;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A map or a list that contains itself: it has no end, neither as JSON nor in a message. */
final class Circle {

    private Circle() {}

    /** Fails, in words, if a record's primitives contain themselves. */
    static void isNone(Record record, Object primitives) {
        Check.that(
                !isIn(primitives, Collections.newSetFromMap(new IdentityHashMap<>())),
                """
                %s became a map or a list that contains itself. Do all records share one map? Each \
                needs its own, and each call, too.\
                """,
                Journey.brief(record));
    }

    private static boolean isIn(Object value, Set<Object> around) {
        Collection<?> parts =
                value instanceof Map<?, ?> map
                        ? map.values()
                        : value instanceof List<?> list ? list : List.of();
        if (parts.isEmpty()) {
            return false;
        }
        if (!around.add(value)) {
            return true;
        }
        var found = parts.stream().anyMatch(part -> isIn(part, around));
        around.remove(value);
        return found;
    }
}
