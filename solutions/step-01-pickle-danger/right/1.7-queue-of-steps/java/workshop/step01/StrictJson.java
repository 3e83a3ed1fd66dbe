package workshop.step01;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import workshop.queue.Serializer;

/** No recursion: what is still to be looked at waits in a queue, with its place. */
public final class StrictJson implements Serializer {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Set<Class<?>> EXACT =
            Set.of(
                    String.class,
                    Boolean.class,
                    Byte.class,
                    Short.class,
                    Integer.class,
                    Long.class,
                    Float.class,
                    Double.class);

    private record Step(Object value, Step above, String name) {

        boolean isInsideItself() {
            for (Step step = above; step != null; step = step.above) {
                if (step.value == value) {
                    return true;
                }
            }
            return false;
        }

        String place() {
            return above == null ? name : above.place() + "/" + name;
        }
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public byte[] dumps(Object payload) {
        Deque<Step> open = new ArrayDeque<>();
        open.add(new Step(payload, null, ""));
        while (!open.isEmpty()) {
            Step step = open.remove();
            Object value = step.value();
            if (value instanceof List<?> || value instanceof Map<?, ?>) {
                if (step.isInsideItself()) {
                    throw new IllegalArgumentException("It holds itself, at " + step.place());
                }
                addChildren(step, open);
            } else if (value != null && !EXACT.contains(value.getClass())
                    || value instanceof Double d && (d.isNaN() || d.isInfinite())
                    || value instanceof Float f && (f.isNaN() || f.isInfinite())) {
                throw new IllegalArgumentException(
                        value.getClass().getSimpleName() + " at " + step.place());
            }
        }
        return JSON.writeValueAsBytes(payload);
    }

    private static void addChildren(Step step, Deque<Step> open) {
        if (step.value() instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                open.add(new Step(list.get(i), step, "" + i));
            }
            return;
        }
        ((Map<?, ?>) step.value())
                .forEach(
                        (key, item) -> {
                            if (key == null || key.getClass() != String.class) {
                                throw new IllegalArgumentException(
                                        "a key of class %s in the map at %s"
                                                .formatted(
                                                        key == null ? null : key.getClass(),
                                                        step.place()));
                            }
                            open.add(new Step(item, step, (String) key));
                        });
    }

    @Override
    public Object loads(byte[] body) {
        return JSON.readValue(body, Object.class);
    }
}
