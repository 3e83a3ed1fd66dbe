package workshop.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Envelope;
import java.io.IOException;
import java.time.Duration;
import workshop.queue.Broker.Pending;
import workshop.queue.Delivery;

/**
 * A message that was delivered to a worker of this process, and is not acknowledged. When its
 * channel is closed, it is RabbitMQ's again.
 *
 * @param subscription the tag of the consumer that it was sent to; empty when it was asked for
 */
record UnackedDelivery(
        Channel channel,
        long tag,
        String consumer,
        String subscription,
        long since,
        BasicProperties properties,
        byte[] body,
        Delivery delivery) {

    static UnackedDelivery of(
            Channel channel,
            Envelope envelope,
            BasicProperties properties,
            byte[] body,
            String id,
            String consumer,
            String subscription,
            Reading reading) {
        long count = Wire.deliveries(envelope, properties);
        return new UnackedDelivery(
                channel,
                envelope.getDeliveryTag(),
                consumer,
                subscription,
                System.nanoTime(),
                properties,
                body,
                new Delivery(id, reading.fields(properties, body), count));
    }

    String id() {
        return delivery.id();
    }

    long count() {
        return delivery.count();
    }

    /** Whether it is still this process's. */
    boolean isOpen() {
        return channel.isOpen();
    }

    Pending pending() {
        var idle = Duration.ofNanos(System.nanoTime() - since);
        return new Pending(id(), consumer, idle, count());
    }

    Void acknowledge() throws IOException {
        channel.basicAck(tag, false);
        return null;
    }

    /** RabbitMQ delivers it again, to any worker, and counts that. */
    Void giveBack() throws IOException {
        channel.basicNack(tag, false, true);
        return null;
    }

    /** RabbitMQ moves it to the dead letters, with a reason of its own. */
    Void reject() throws IOException {
        channel.basicReject(tag, false);
        return null;
    }
}
