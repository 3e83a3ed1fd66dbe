package workshop.prices;

import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import workshop.queue.JsonSerializer;
import workshop.queue.Serializer;
import workshop.step01.Draft;
import workshop.step01.NativeSerializer;
import workshop.step05.Ref;
import workshop.step06.Deflater;
import workshop.step06.Inflater;

/**
 * A way to hand a question to a worker: from the object that the web process has, to the object or
 * id that the worker's code gets.
 */
public enum Approach {
    NATIVE_CLASS("the object, natively", List.of("01"), new NativeSerializer()) {
        @Override
        Object thing() {
            return new Draft(AUTHOR, BODY, TAGS);
        }
    },

    NATIVE_RECORD("a record, natively", List.of("01"), new NativeSerializer()) {
        @Override
        Object thing() {
            return new Question(AUTHOR, BODY, TAGS);
        }
    },

    /** In step 03, the name of the task tells the type. */
    ID("the id", List.of("02", "03"), new JsonSerializer()) {
        @Override
        Object thing() {
            return 1_000_000L;
        }
    },

    IDS("one id of three", List.of("04"), new JsonSerializer()) {
        @Override
        Object thing() {
            return Arrays.asList(1_000_000L, null, null);
        }
    },

    TYPE_AND_ID("the type's name and the id", List.of("05"), new JsonSerializer()) {
        @Override
        Object thing() {
            return new Ref("Question", 1_000_000L);
        }

        @Override
        Object toPayload(Object thing) {
            return ((Ref) thing).toPayload();
        }

        @Override
        Object fromPayload(Object payload) {
            return Ref.from(payload);
        }
    },

    RECORD("a record, as JSON", List.of("06"), new JsonSerializer()) {
        @Override
        Object thing() {
            return new Question(AUTHOR, BODY, TAGS);
        }

        @Override
        Object toPayload(Object thing) {
            return Deflater.deflate((Question) thing);
        }

        @Override
        @SuppressWarnings("unchecked") // JSON has no other keys
        Object fromPayload(Object payload) {
            return Inflater.inflate(Question.class, (Map<String, ?>) payload);
        }
    },

    /** As step 06's README shows it: no line of one's own, and Jackson's defaults. */
    RECORD_BY_JACKSON("a record, by Jackson's one call", List.of("06"), new JsonSerializer()) {
        @Override
        Object thing() {
            return new Question(AUTHOR, BODY, TAGS);
        }

        @Override
        Object toPayload(Object thing) {
            return JACKSON.convertValue(thing, new TypeReference<Map<String, Object>>() {});
        }

        @Override
        Object fromPayload(Object payload) {
            return JACKSON.convertValue(payload, Question.class);
        }
    };

    private static final JsonMapper JACKSON = new JsonMapper();

    private static final String AUTHOR = "Ada";
    private static final String BODY = "Why is the sky blue, and the sunset red?";
    private static final List<String> TAGS = List.of("sky", "colour", "light");

    private final String title;
    private final List<String> steps;
    private final Serializer serializer;

    Approach(String title, List<String> steps, Serializer serializer) {
        this.title = title;
        this.steps = steps;
        this.serializer = serializer;
    }

    /** What the web process has. */
    abstract Object thing();

    Object toPayload(Object thing) {
        return thing;
    }

    Object fromPayload(Object payload) {
        return payload;
    }

    /** From the thing to the body of the message. */
    byte[] encode(Object thing) throws IOException {
        return serializer.dumps(toPayload(thing));
    }

    /** From the body of the message to the thing. */
    Object decode(byte[] body) throws IOException, ClassNotFoundException {
        return fromPayload(serializer.loads(body));
    }

    String title() {
        return title;
    }

    /** The numbers of the steps that take this approach. */
    List<String> steps() {
        return steps;
    }

    /** Holds the same as a {@link Draft}. */
    public record Question(String author, String body, List<String> tags) implements Serializable {}
}
