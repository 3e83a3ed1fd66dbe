package workshop.step01;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import workshop.queue.JsonSerializer;
import workshop.queue.Serializer;

/** A walker with a memory looks for the first fault; the kit writes and reads. */
public final class StrictJson implements Serializer {

    private final JsonSerializer kit = new JsonSerializer();

    @Override
    public String contentType() {
        return kit.contentType();
    }

    @Override
    public byte[] dumps(Object payload) {
        new Walker()
                .fault(payload)
                .ifPresent(
                        fault -> {
                            throw new IllegalArgumentException(fault);
                        });
        return kit.dumps(payload);
    }

    @Override
    public Object loads(byte[] body) {
        return kit.loads(body);
    }

    private static final class Walker {

        private final Deque<Object> way = new ArrayDeque<>();
        private final Set<Object> above = Collections.newSetFromMap(new IdentityHashMap<>());

        Optional<String> fault(Object value) {
            if (value instanceof Map<?, ?> map) {
                for (Object key : map.keySet()) {
                    if (!(key instanceof String)) {
                        return Optional.of(describe(key) + " as a key of " + way);
                    }
                }
                return inside(map, map.keySet().toArray(), map.values().toArray());
            }
            if (value instanceof List<?> list) {
                Object[] items = list.toArray();
                Object[] positions = new Object[items.length];
                java.util.Arrays.setAll(positions, i -> i);
                return inside(list, positions, items);
            }
            return isPlain(value) ? Optional.empty() : Optional.of(describe(value) + " at " + way);
        }

        private Optional<String> inside(Object container, Object[] names, Object[] items) {
            if (!above.add(container)) {
                return Optional.of("a " + describe(container) + " that holds itself at " + way);
            }
            for (int i = 0; i < items.length; i++) {
                way.addLast(names[i]);
                var fault = fault(items[i]);
                if (fault.isPresent()) {
                    return fault;
                }
                way.removeLast();
            }
            return Optional.empty();
        }

        private static boolean isPlain(Object value) {
            if (value instanceof Float || value instanceof Double) {
                return Double.isFinite(((Number) value).doubleValue());
            }
            return value == null
                    || value instanceof String
                    || value instanceof Boolean
                    || value instanceof Long
                    || value instanceof Integer
                    || value instanceof Short
                    || value instanceof Byte;
        }

        private static String describe(Object value) {
            return value == null ? "null" : value.getClass().getName();
        }
    }
}
