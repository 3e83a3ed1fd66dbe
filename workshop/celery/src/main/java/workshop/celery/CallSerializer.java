package workshop.celery;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import workshop.queue.JsonSerializer;
import workshop.queue.Message;
import workshop.queue.Serializer;

/**
 * A {@link Call} as the body of a Celery message: the JSON list {@code [args, kwargs, embed]}. In
 * "embed", Celery says what happens after the task; Java leaves it empty.
 *
 * <p>Since kombu 5.3, Python's UUID, Decimal, datetime, date, time and bytes arrive with their
 * type, and are read as Java's. They are not written: an older Celery would take them for a
 * dictionary.
 */
public final class CallSerializer implements Serializer {

    /** What comes after the task or around it. The worker that runs the task would send it. */
    private static final List<String> EMBED = List.of("callbacks", "errbacks", "chain", "chord");

    private final Serializer json = new JsonSerializer();

    @Override
    public String contentType() {
        return json.contentType();
    }

    /**
     * @throws IllegalArgumentException when the payload is not a {@link Call}, or JSON has no form
     *     for an argument
     */
    @Override
    public byte[] dumps(Object payload) throws IOException {
        if (!(payload instanceof Call call)) {
            throw new IllegalArgumentException(
                    "A Celery task is called with arguments: wrap the payload in a Call.");
        }
        var embed = new LinkedHashMap<String, Object>();
        EMBED.forEach(name -> embed.put(name, null)); // as Celery writes it
        return json.dumps(List.of(call.args(), call.kwargs(), embed));
    }

    /**
     * The call that a body holds.
     *
     * @throws IOException when it holds no call, or asks for more than running the task: a chain
     *     that no worker continues would end in silence
     */
    @Override
    public Call loads(byte[] body) throws IOException, ClassNotFoundException {
        if (!(KombuTypes.decode(json.loads(body)) instanceof List<?> parts
                && parts.size() == 3
                && parts.get(0) instanceof List<?> args
                && parts.get(1) instanceof Map<?, ?> kwargs
                && parts.get(2) instanceof Map<?, ?> embed)) {
            throw new IOException("The body is not [args, kwargs, embed].");
        }
        for (String name : EMBED) {
            if (!(embed.get(name) == null
                    || embed.get(name) instanceof List<?> list && list.isEmpty())) {
                throw new IOException(
                        "\"%s\" asks for more than this one task; only Celery knows how to go on."
                                .formatted(name));
            }
        }
        return new Call(args, textKeys(kwargs));
    }

    /**
     * @throws IllegalArgumentException when the message is none that a Celery worker survives
     */
    void requireCall(Message message) {
        if (!message.contentType().equals(contentType())) {
            throw new IllegalArgumentException(
                    "Task \"%s\" was not enqueued: Celery accepts %s, and this is %s."
                            .formatted(message.task(), contentType(), message.contentType()));
        }
        try {
            loads(message.body());
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            throw new IllegalArgumentException(
                    ("Task \"%s\" was not enqueued: its body would kill a Celery worker."
                                    + " Send a Call. %s")
                            .formatted(message.task(), e.getMessage()),
                    e);
        }
    }

    @SuppressWarnings("unchecked") // JSON has no other keys
    private static Map<String, ?> textKeys(Map<?, ?> map) {
        return (Map<String, ?>) map;
    }
}
