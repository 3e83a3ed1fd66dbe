package workshop.celery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.LongString;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import workshop.queue.Delivery;
import workshop.queue.Fields;
import workshop.queue.Message;
import workshop.rabbitmq.Wire;

/**
 * A task of Celery's as a message of AMQP: headers and body are the message's own, and so are
 * content type, content encoding, the id (as correlation id) and the queue for the result.
 */
final class AmqpMessage {

    static final String CORRELATION_ID = "correlation_id";
    static final String REPLY_TO = "reply_to";

    private static final String CONTENT_TYPE = "content-type";
    private static final String CONTENT_ENCODING = "content-encoding";
    private static final int PERSISTENT = 2;
    private static final JsonMapper JSON = new JsonMapper();

    private AmqpMessage() {}

    /**
     * The properties of a message as Celery expects them.
     *
     * @param priority null for a queue that has none
     * @throws IllegalArgumentException when a header has the name of one of Celery's own, or should
     *     be a moment and is not
     */
    static BasicProperties write(Message message, String id, Integer priority) {
        return new BasicProperties.Builder()
                .contentType(message.contentType())
                .contentEncoding("utf-8")
                .headers(CeleryHeaders.of(message, id))
                .correlationId(id)
                .deliveryMode(PERSISTENT)
                .priority(priority)
                .build();
    }

    /**
     * The fields of a message, whoever has sent it. A header that is text stays as it is,
     * everything else becomes JSON, and null is left out; what AMQP has no header for is a field,
     * too. A header that claims to be such a field makes two of one name, and those no one reads.
     */
    static Fields fields(BasicProperties properties, byte[] body) {
        var flat = new ArrayList<byte[]>();
        Map<String, Object> headers = properties.getHeaders();
        if (headers != null) {
            headers.forEach(
                    (name, value) -> {
                        if (!Wire.isReserved(name)) {
                            add(flat, name, value);
                        }
                    });
        }
        add(flat, CONTENT_TYPE, properties.getContentType());
        add(flat, CONTENT_ENCODING, properties.getContentEncoding());
        add(flat, CORRELATION_ID, properties.getCorrelationId());
        add(flat, REPLY_TO, properties.getReplyTo());
        flat.addAll(List.of("body".getBytes(UTF_8), body));
        return new Fields(flat);
    }

    /**
     * The message that was delivered, if Java can read its body.
     *
     * @throws IllegalArgumentException when it is none, with the reason
     */
    static Message read(Delivery delivery) {
        Message message = delivery.fields().toMessage(delivery.id());
        String compression = message.headers().get(CeleryHeaders.COMPRESSION);
        if (compression != null) {
            throw BodyEncoding.compressed(quoted(compression));
        }
        String encoding = message.headers().get(CONTENT_ENCODING);
        if (encoding != null) {
            BodyEncoding.requireUtf8(message.contentType(), encoding, quoted(encoding));
        }
        return message;
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private static void add(List<byte[]> flat, String name, Object value) {
        if (value != null) {
            flat.addAll(List.of(name.getBytes(UTF_8), bytes(value)));
        }
    }

    private static byte[] bytes(Object value) {
        if (value instanceof LongString text) {
            return text.getBytes();
        }
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        Object plain = plain(value);
        return plain instanceof String text ? text.getBytes(UTF_8) : JSON.writeValueAsBytes(plain);
    }

    private static Object plain(Object value) {
        if (value instanceof List<?> list) {
            var all = new ArrayList<>();
            list.forEach(each -> all.add(plain(each)));
            return all;
        }
        if (value instanceof Map<?, ?> map) {
            var all = new LinkedHashMap<String, Object>();
            map.forEach((key, each) -> all.put(key.toString(), plain(each)));
            return all;
        }
        if (value instanceof Date date) {
            return date.toInstant().toString();
        }
        return value instanceof LongString ? value.toString() : value;
    }
}
