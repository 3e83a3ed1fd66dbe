package workshop.step01;

import tools.jackson.databind.json.JsonMapper;
import workshop.queue.Serializer;

/** JSON for what JSON has: null, booleans, numbers, text, lists, and maps with text keys. */
public final class StrictJson implements Serializer {

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public byte[] dumps(Object payload) {
        // TODO 1.7: refuse what JSON has no form for, at any depth, with an
        // IllegalArgumentException that names its class.
        return JSON.writeValueAsBytes(payload);
    }

    @Override
    public Object loads(byte[] body) {
        return JSON.readValue(body, Object.class);
    }
}
