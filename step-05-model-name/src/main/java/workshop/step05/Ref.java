package workshop.step05;

import java.util.Map;
import java.util.Objects;
import workshop.queue.Discard;

/**
 * What travels instead of an object: the name of its model and its id.
 *
 * @param model a name that both ends know; not a class name
 * @param id the row's id in that model's table
 */
public record Ref(String model, long id) {

    public Ref {
        Objects.requireNonNull(model, "model");
    }

    /** As JSON it reads {@code {"model": "Question", "id": 5}}. */
    public Map<String, Object> toPayload() {
        return Map.of("model", model, "id", id);
    }

    /**
     * The ref that a payload holds.
     *
     * @throws Discard when it holds none
     */
    public static Ref from(Object payload) {
        if (payload instanceof Map<?, ?> map
                && map.get("model") instanceof String model
                && map.get("id") instanceof Long id) {
            return new Ref(model, id);
        }
        throw new Discard("This payload is not the name of a model and an id: " + payload);
    }

    @Override
    public String toString() {
        return model + " " + id;
    }
}
