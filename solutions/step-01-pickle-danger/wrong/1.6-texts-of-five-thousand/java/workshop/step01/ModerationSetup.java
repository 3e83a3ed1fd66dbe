package workshop.step01;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
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

    /** What the web process encodes drafts with. */
    public static Serializer sender() {
        return new JsonSerializer();
    }

    /** The worker for the task "moderate". */
    public static Worker worker(TaskQueue queue, TaskHandler moderate) {
        return Worker.on(queue)
                .accept(new LimitedJson()) // and nothing else
                .handle("moderate", moderate);
    }

    /** JSON from strangers, with limits as in 1.3. */
    private static final class LimitedJson implements Serializer {

        private static final JsonMapper JSON =
                JsonMapper.builder(
                                JsonFactory.builder()
                                        .streamReadConstraints(
                                                StreamReadConstraints.builder()
                                                        .maxNestingDepth(100)
                                                        .maxStringLength(5_000)
                                                        .build())
                                        .build())
                        .build();

        @Override
        public String contentType() {
            return "application/json";
        }

        @Override
        public byte[] dumps(Object payload) {
            return new JsonSerializer().dumps(payload);
        }

        @Override
        public Object loads(byte[] body) {
            return JSON.readValue(body, Object.class);
        }
    }
}
