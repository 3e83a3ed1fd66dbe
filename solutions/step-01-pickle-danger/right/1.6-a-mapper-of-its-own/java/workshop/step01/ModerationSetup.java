package workshop.step01;

import tools.jackson.databind.json.JsonMapper;
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

    private static final class Plain implements Serializer {

        private final JsonMapper mapper = JsonMapper.builder().build();

        @Override
        public String contentType() {
            return "application/json";
        }

        @Override
        public byte[] dumps(Object payload) {
            return mapper.writeValueAsBytes(payload);
        }

        @Override
        public Object loads(byte[] body) {
            return mapper.readValue(body, Object.class);
        }
    }

    /** What the web process encodes drafts with. */
    public static Serializer sender() {
        return new Plain();
    }

    /** The worker for the task "moderate". */
    public static Worker worker(TaskQueue queue, TaskHandler moderate) {
        return Worker.on(queue).accept(new Plain()).handle("moderate", moderate);
    }
}
