package workshop.step01;

import java.io.IOException;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import workshop.queue.JsonSerializer;
import workshop.queue.Serializer;
import workshop.queue.TaskHandler;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/** How the web process sends drafts to moderation, and what the worker accepts. */
public final class ModerationSetup {

    private ModerationSetup() {}

    /** What the web process encodes drafts with. */
    public static Serializer sender() {
        return new JsonSerializer();
    }

    /** The worker for the task "moderate". */
    public static Worker worker(TaskQueue queue, TaskHandler moderate) {
        return Worker.on(queue).accept(new Lenient()).handle("moderate", moderate);
    }

    private static final class Lenient implements Serializer {

        private static final JsonMapper JSON = new JsonMapper();

        @Override
        public String contentType() {
            return "application/json";
        }

        @Override
        public byte[] dumps(Object payload) throws IOException {
            return JSON.writeValueAsBytes(payload);
        }

        @Override
        public Object loads(byte[] body) throws IOException, ClassNotFoundException {
            return body.length == 0 ? Map.of() : JSON.readValue(body, Object.class);
        }
    }
}
