package workshop.rabbitmq;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** A message that was delivered here, as it is sent once more. */
final class Republished {

    /** All headers must fit into one frame, of 128 KiB. */
    private static final int LARGEST_FRAME = 131_072;

    private static final int LONGEST_REASON = 32_768;

    private Republished() {}

    /** The same message, to be sent on. */
    static Outgoing asItCame(UnackedDelivery delivery) {
        return again(delivery, sendersHeaders(delivery));
    }

    /** The same message as a dead letter; the id is for one that has none. */
    static Outgoing deadLetter(UnackedDelivery delivery, String reason) {
        var headers = sendersHeaders(delivery);
        headers.put(Wire.REASON, shortened(reason));
        headers.put(Wire.DELIVERIES, delivery.count());
        return again(delivery, headers);
    }

    /** The same message as a dead letter, whose own headers are too large to be sent again. */
    static Outgoing deadLetterWithoutHeaders(UnackedDelivery delivery, String reason) {
        return again(
                delivery,
                Map.of(Wire.REASON, shortened(reason), Wire.DELIVERIES, delivery.count()));
    }

    private static Map<String, Object> sendersHeaders(UnackedDelivery delivery) {
        var headers = new HashMap<>(Wire.headers(delivery.properties()));
        headers.keySet().removeIf(Wire::isReserved);
        return headers;
    }

    /** RabbitMQ takes no message under another user's name. */
    private static Outgoing again(UnackedDelivery delivery, Map<String, Object> headers) {
        return new Outgoing(
                delivery.properties()
                        .builder()
                        .messageId(delivery.id())
                        .deliveryMode(Wire.PERSISTENT)
                        .expiration(null)
                        .userId(null)
                        .headers(headers)
                        .build(),
                delivery.body());
    }

    /** Whether AMQP can carry its properties: numbers can grow on their way through this client. */
    static boolean fits(Outgoing message) {
        try {
            return message.properties().toFrame(1, 0).size() <= LARGEST_FRAME;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is written
        }
    }

    private static String shortened(String reason) {
        String text = new String(reason.getBytes(UTF_8), UTF_8); // without halves of characters
        return text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) + "…" : text;
    }
}
