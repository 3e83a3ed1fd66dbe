package workshop.step01;

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

    private static final class Either implements Serializer {

        private final JsonSerializer json = new JsonSerializer();

        @Override
        public String contentType() {
            return json.contentType();
        }

        @Override
        public byte[] dumps(Object payload) {
            return json.dumps(payload);
        }

        @Override
        public Object loads(byte[] body) throws java.io.IOException, ClassNotFoundException {
            try {
                return json.loads(body);
            } catch (RuntimeException notJson) {
                return new NativeSerializer().loads(body);
            }
        }
    }

    /** What the web process encodes drafts with. */
    public static Serializer sender() {
        return new JsonSerializer();
    }

    /** The worker for the task "moderate". */
    public static Worker worker(TaskQueue queue, TaskHandler moderate) {
        return Worker.on(queue).accept(new Either()).handle("moderate", moderate);
    }
}
