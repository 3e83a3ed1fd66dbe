package workshop.step01;

import java.io.IOException;
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
        return new JsonSerializer();
    }

    /** The worker for the task "moderate". */
    // tag::worker[]
    public static Worker worker(TaskQueue queue, TaskHandler moderate) {
        return Worker.on(queue)
                .accept(
                        new Serializer() {
                            @Override
                            public String contentType() {
                                return "application/json";
                            }

                            @Override
                            public byte[] dumps(Object payload) throws IOException {
                                return new JsonSerializer().dumps(payload);
                            }

                            @Override
                            public Object loads(byte[] body)
                                    throws IOException, ClassNotFoundException {
                                Object o = new JsonSerializer().loads(body);
                                if (o instanceof Map<?, ?> m
                                        && "workshop.step01.Draft".equals(m.get("@class"))) {
                                    return new Draft(
                                            String.valueOf(m.get("author")),
                                            String.valueOf(m.get("body")),
                                            List.of());
                                }
                                return o;
                            }
                        })
                .handle("moderate", moderate);
    }
    // end::worker[]
}
