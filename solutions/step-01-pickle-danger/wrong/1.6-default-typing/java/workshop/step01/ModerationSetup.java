package workshop.step01;

import tools.jackson.databind.DefaultTyping;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import workshop.queue.Serializer;
import workshop.queue.TaskHandler;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

public final class ModerationSetup {

    private ModerationSetup() {}

    public static Serializer sender() {
        return new TypedJson();
    }

    public static Worker worker(TaskQueue queue, TaskHandler moderate) {
        return Worker.on(queue).accept(new TypedJson()).handle("moderate", moderate);
    }

    private static final class TypedJson implements Serializer {

        private static final JsonMapper JSON =
                JsonMapper.builder()
                        .activateDefaultTyping(
                                BasicPolymorphicTypeValidator.builder()
                                        .allowIfSubType(Object.class)
                                        .build(),
                                DefaultTyping.JAVA_LANG_OBJECT)
                        .build();

        @Override
        public String contentType() {
            return "application/json";
        }

        @Override
        public byte[] dumps(Object payload) {
            return JSON.writerFor(Object.class).writeValueAsBytes(payload);
        }

        @Override
        public Object loads(byte[] body) {
            return JSON.readValue(body, Object.class);
        }
    }
}
