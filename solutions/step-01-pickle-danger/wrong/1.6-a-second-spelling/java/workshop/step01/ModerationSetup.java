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

    /** What the web process encodes drafts with. */
    public static Serializer sender() {
        return new JsonSerializer();
    }

    /** The worker for the task "moderate". */
    public static Worker worker(TaskQueue queue, TaskHandler moderate) {
        return Worker.on(queue)
                .accept(new JsonSerializer())
                .accept(new TextJson())
                .handle("moderate", moderate);
    }

    /** JSON under the name that some libraries still give it. */
    private static final class TextJson implements Serializer {

        private final JsonSerializer json = new JsonSerializer();

        @Override
        public String contentType() {
            return "text/json";
        }

        @Override
        public byte[] dumps(Object payload) {
            return json.dumps(payload);
        }

        @Override
        public Object loads(byte[] body) {
            return json.loads(body);
        }
    }
}
