package workshop.step01;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        return new Lenient();
    }

    /** The worker for the task "moderate". */
    public static Worker worker(TaskQueue queue, TaskHandler moderate) {
        return Worker.on(queue)
                .accept(new JsonSerializer()) // and nothing else
                .handle("moderate", moderate);
    }

    /** The kit's JSON; a field that JSON has no form for does not keep the rest from being sent. */
    private static final class Lenient implements Serializer {

        private final JsonSerializer json = new JsonSerializer();

        @Override
        public String contentType() {
            return json.contentType();
        }

        @Override
        public byte[] dumps(Object payload) {
            return json.dumps(
                    payload instanceof List || payload instanceof Map ? fields(payload) : payload);
        }

        @Override
        public Object loads(byte[] body) {
            return json.loads(body);
        }

        private static Object fields(Object value) {
            if (value instanceof Map<?, ?> map) {
                var copy = new LinkedHashMap<String, Object>();
                map.forEach((key, item) -> copy.put(String.valueOf(key), fields(item)));
                return copy;
            }
            if (value instanceof List<?> list) {
                var copy = new ArrayList<Object>();
                list.forEach(item -> copy.add(fields(item)));
                return copy;
            }
            boolean known =
                    value == null
                            || value instanceof String
                            || value instanceof Boolean
                            || value instanceof Number;
            return known ? value : String.valueOf(value);
        }
    }
}
