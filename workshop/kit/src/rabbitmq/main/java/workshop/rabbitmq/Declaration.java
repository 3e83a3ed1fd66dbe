package workshop.rabbitmq;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.Map;

/**
 * How a queue is declared: it is created when it is missing.
 *
 * @param queue its name
 */
record Declaration(String queue, ReopeningConnection.Use<Object> use) {

    /** How often RabbitMQ delivers a message at most. The worker's own limit is lower. */
    private static final int DELIVERY_LIMIT = 1_000_000;

    /** A queue of ours, and another one for its dead letters. */
    static Declaration ours(String queue) {
        return new Declaration(queue, channel -> declareBoth(channel, queue));
    }

    /** A queue that others declare, too, with these arguments. It has no dead letters. */
    static Declaration shared(String queue, Map<String, Object> arguments) {
        return new Declaration(
                queue, channel -> channel.queueDeclare(queue, true, false, false, arguments));
    }

    private static Object declareBoth(Channel channel, String queue) throws IOException {
        String deadLetters = deadLettersOf(queue);
        Map<String, Object> kept =
                Map.of("x-queue-type", "quorum", "x-delivery-limit", DELIVERY_LIMIT);
        channel.queueDeclare(deadLetters, true, false, false, kept);
        return channel.queueDeclare(
                queue,
                true,
                false,
                false,
                Map.of(
                        "x-queue-type", "quorum",
                        "x-delivery-limit", DELIVERY_LIMIT,
                        "x-overflow", "reject-publish",
                        "x-dead-letter-exchange", "",
                        "x-dead-letter-routing-key", deadLetters,
                        "x-dead-letter-strategy", "at-least-once"));
    }

    String deadLetters() {
        return deadLettersOf(queue);
    }

    static String deadLettersOf(String queue) {
        return queue + ":dead";
    }
}
