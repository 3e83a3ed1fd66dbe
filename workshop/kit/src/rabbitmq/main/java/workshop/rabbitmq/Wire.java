package workshop.rabbitmq;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.LongString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import workshop.queue.DeadLetter;
import workshop.queue.Fields;
import workshop.queue.Message;

/**
 * What a message looks like in AMQP: id, content type and body are AMQP's own, the task is the
 * header "task", and every header is one of AMQP's. A dead letter also has the headers "x-reason"
 * and "x-deliveries".
 */
public final class Wire {

    private static final String TASK = "task";
    private static final String CONTENT_TYPE = "content-type";
    static final String REASON = "x-reason";
    static final String DELIVERIES = "x-deliveries";
    private static final String DELIVERY_COUNT = "x-delivery-count";

    /** How RabbitMQ says that it has moved a message to the dead letters by itself. */
    private static final String MOVED_BY_RABBITMQ = "x-first-death-reason";

    /** What RabbitMQ or this class adds; no sender can. */
    private static final Set<String> RESERVED =
            Set.of(
                    REASON,
                    DELIVERIES,
                    DELIVERY_COUNT,
                    "x-acquired-count",
                    "x-death",
                    MOVED_BY_RABBITMQ,
                    "x-first-death-queue",
                    "x-first-death-exchange",
                    "x-last-death-reason",
                    "x-last-death-queue",
                    "x-last-death-exchange",
                    // Whoever sends on what has one of these sends copies to the queues in it.
                    "CC",
                    "BCC");

    /** AMQP counts the length of a name in one byte. */
    private static final int LONGEST_NAME = 255;

    static final int PERSISTENT = 2;

    private Wire() {}

    /**
     * The message of these fields, under that id.
     *
     * @throws IllegalArgumentException when they are none, or AMQP cannot carry it
     */
    static Outgoing message(Fields fields, String id) {
        Message message = fields.toMessage(id);
        var headers = new HashMap<String, Object>(message.headers());
        headers.keySet().forEach(Wire::requireFree);
        headers.put(TASK, message.task());
        requireShort(message.contentType());
        return new Outgoing(
                new BasicProperties.Builder()
                        .messageId(id)
                        .contentType(message.contentType())
                        .deliveryMode(PERSISTENT)
                        .headers(headers)
                        .build(),
                message.body());
    }

    private static void requireFree(String header) {
        requireShort(header);
        if (RESERVED.contains(header)) {
            throw new IllegalArgumentException(
                    "\"%s\" is a header that RabbitMQ or the queue sets: choose another name."
                            .formatted(header));
        }
    }

    private static void requireShort(String name) {
        int length = name.getBytes(UTF_8).length;
        if (length > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "RabbitMQ carries names and content types of at most %s bytes; one has %s: %s…"
                            .formatted(LONGEST_NAME, length, name.substring(0, 60)));
        }
    }

    /** Whether RabbitMQ or this package says what such a header holds, whatever a sender wrote. */
    public static boolean isReserved(String header) {
        return RESERVED.contains(header);
    }

    /** How often RabbitMQ had delivered what it moved by itself, it does not tell: 0. */
    static DeadLetter deadLetter(BasicProperties properties, byte[] body, Reading reading) {
        var headers = headers(properties);
        String reason = "Not a dead letter of this queue: someone else put it here.";
        long deliveries = 0;
        if (headers.get(REASON) instanceof LongString words
                && headers.get(DELIVERIES) instanceof Number count) {
            reason = words.toString();
            deliveries = count.longValue();
        } else if (headers.containsKey(MOVED_BY_RABBITMQ)) {
            reason = "RabbitMQ moved it here: %s.".formatted(headers.get(MOVED_BY_RABBITMQ));
        }
        String id = properties.getMessageId();
        return new DeadLetter(
                id == null ? "" : id, reason, deliveries, reading.fields(properties, body));
    }

    /** How often a message was delivered, this time included. */
    static long deliveries(Envelope envelope, BasicProperties properties) {
        if (!envelope.isRedeliver()) {
            return 1;
        }
        return headers(properties).get(DELIVERY_COUNT) instanceof Number givenBack
                ? 1 + givenBack.longValue()
                : 2;
    }

    /** The message's fields, whoever has sent it: its headers, task, content type and body. */
    static Fields fields(BasicProperties properties, byte[] body) {
        var flat = new ArrayList<byte[]>();
        var headers = headers(properties);
        headers.forEach(
                (name, value) -> {
                    if (!RESERVED.contains(name) && !name.equals(TASK)) {
                        flat.addAll(List.of(name.getBytes(UTF_8), bytes(value)));
                    }
                });
        if (headers.containsKey(TASK)) {
            flat.addAll(List.of(TASK.getBytes(UTF_8), bytes(headers.get(TASK))));
        }
        if (properties.getContentType() != null) {
            byte[] type = properties.getContentType().getBytes(UTF_8);
            flat.addAll(List.of(CONTENT_TYPE.getBytes(UTF_8), type));
        }
        flat.addAll(List.of("body".getBytes(UTF_8), body));
        return new Fields(flat);
    }

    /** Text as it came; a number, a list or anything else as text. */
    private static byte[] bytes(Object value) {
        if (value instanceof LongString text) {
            return text.getBytes();
        }
        return value instanceof byte[] bytes ? bytes : String.valueOf(value).getBytes(UTF_8);
    }

    static Map<String, Object> headers(BasicProperties properties) {
        return properties.getHeaders() == null ? Map.of() : properties.getHeaders();
    }
}
