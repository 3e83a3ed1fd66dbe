package workshop.step01;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import workshop.queue.JsonSerializer;
import workshop.queue.Serializer;
import workshop.queue.TaskHandler;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/**
 * How the web process sends drafts to moderation, and what the worker accepts. The payload is a map
 * of author, body and tags.
 */
public final class ModerationSetup {

    private ModerationSetup() {}

    private static final class Typed implements Serializer {

        private static final JsonMapper JSON = new JsonMapper();

        @Override
        public String contentType() {
            return "application/json";
        }

        @Override
        public byte[] dumps(Object payload) {
            return JSON.writeValueAsBytes(payload);
        }

        @Override
        public Object loads(byte[] body) throws ClassNotFoundException {
            Object read = JSON.readValue(body, Object.class);
            return read instanceof Map<?, ?> map && map.get("@class") instanceof String type
                    ? JSON.convertValue(map.get("value"), Class.forName(type))
                    : read;
        }
    }

    /** What the web process encodes drafts with. */
    public static Serializer sender() {
        return new JsonSerializer();
    }

    /** The worker for the task "moderate". */
    public static Worker worker(TaskQueue queue, TaskHandler moderate) {
        return Worker.on(queue).accept(new Typed()).handle("moderate", moderate);
    }
}
