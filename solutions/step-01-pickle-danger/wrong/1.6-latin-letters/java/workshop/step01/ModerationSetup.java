package workshop.step01;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

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

    private static final class Latin implements Serializer {

        @Override
        public String contentType() {
            return "application/json";
        }

        @Override
        public byte[] dumps(Object payload) {
            String json = new String(new JsonSerializer().dumps(payload), UTF_8);
            return json.getBytes(ISO_8859_1);
        }

        @Override
        public Object loads(byte[] body) {
            return new JsonSerializer().loads(body);
        }
    }

    /** What the web process encodes drafts with. */
    public static Serializer sender() {
        return new Latin();
    }

    /** The worker for the task "moderate". */
    public static Worker worker(TaskQueue queue, TaskHandler moderate) {
        return Worker.on(queue).accept(new JsonSerializer()).handle("moderate", moderate);
    }
}
