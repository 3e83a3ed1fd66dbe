package workshop.step01;

import tools.jackson.databind.json.JsonMapper;
import workshop.queue.Serializer;

/**
 * JSON for what comes back as it was sent: null, Boolean, String, Byte, Short, Integer, Long,
 * finite Float and Double, every List, and every Map whose keys are Strings.
 */
public final class StrictJson implements Serializer {

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public String contentType() {
        return "application/json";
    }

    /**
     * The payload as JSON.
     *
     * @throws IllegalArgumentException for what is not on that list, at any depth; it names the
     *     class and the place, and quotes nothing of the content
     */
    @Override
    public byte[] dumps(Object payload) {
        // TODO 1.7: refuse everything else, at any depth, with an IllegalArgumentException that
        // names its class and its place, such as "draft.deep[0]".
        return JSON.writeValueAsBytes(payload);
    }

    @Override
    public Object loads(byte[] body) {
        return JSON.readValue(body, Object.class);
    }
}
