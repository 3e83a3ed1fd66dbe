package workshop.step01;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
        return new ComposedJson();
    }

    /** The worker for the task "moderate". */
    public static Worker worker(TaskQueue queue, TaskHandler moderate) {
        return Worker.on(queue)
                .accept(new JsonSerializer()) // and nothing else
                .handle("moderate", moderate);
    }

    /** The kit's JSON, with every text in one form of Unicode: moderators search by it. */
    private static final class ComposedJson implements Serializer {

        private final Serializer json = new JsonSerializer();

        @Override
        public String contentType() {
            return json.contentType();
        }

        @Override
        public byte[] dumps(Object payload) throws java.io.IOException {
            return json.dumps(composed(payload));
        }

        @Override
        public Object loads(byte[] body) throws java.io.IOException, ClassNotFoundException {
            return json.loads(body);
        }

        private static Object composed(Object value) {
            if (value instanceof String text) {
                return Normalizer.normalize(text, Normalizer.Form.NFC);
            }
            if (value instanceof List<?> list) {
                return list.stream()
                        .map(ComposedJson::composed)
                        .collect(Collectors.toCollection(ArrayList::new));
            }
            if (value instanceof Map<?, ?> map) {
                var copy = new LinkedHashMap<Object, Object>();
                map.forEach((key, item) -> copy.put(key, composed(item)));
                return copy;
            }
            return value;
        }
    }
}
