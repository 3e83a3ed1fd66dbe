package workshop.step01;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
            return plain(JSON.readValue(body, Object.class));
        }

        private static Object plain(Object value) {
            if (value instanceof Map<?, ?> map) {
                var copy = new LinkedHashMap<Object, Object>();
                map.forEach((key, item) -> copy.put(key, plain(item)));
                return copy;
            }
            if (value instanceof List<?> list) {
                var copy = new ArrayList<>();
                list.forEach(item -> copy.add(plain(item)));
                return copy;
            }
            return value instanceof String text && text.matches("-?\\d{1,18}")
                    ? Long.valueOf(text)
                    : value;
        }
    }
}
