package workshop.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import workshop.queue.BrokerException;

/**
 * Sends messages, and returns when RabbitMQ has them on its disk.
 *
 * @see <a href="https://www.rabbitmq.com/docs/confirms">Publisher confirms</a>
 */
final class Publisher {

    private static final long MILLISECONDS_TO_CONFIRM = 5_000;
    private static final long MILLISECONDS_OF_ONE_WAIT = 100;

    private final Link link;

    /** Threads that publish at the same time have a line each. */
    private final Deque<Line> idle = new ConcurrentLinkedDeque<>();

    Publisher(Link link) {
        this.link = link;
    }

    /** A message as it goes out. */
    record Outgoing(BasicProperties properties, byte[] body) {}

    /**
     * Sends them in this order.
     *
     * @return false when there is no queue of that name; some may have been taken, if it went away
     *     in between
     * @throws IllegalArgumentException when the headers of one are too large
     * @throws BrokerException when RabbitMQ refuses one, or takes none for now
     */
    boolean publish(String queue, List<Outgoing> messages) {
        link.requireUnblocked();
        return use(line -> line.publish(queue, messages));
    }

    /** Sends one that may get lost, and waits for nothing. */
    void tell(String queue, Outgoing message) {
        link.requireUnblocked();
        use(
                line ->
                        link.ask(
                                () -> {
                                    line.send(queue, false, message);
                                    return null;
                                }));
    }

    private <T> T use(Function<Line, T> use) {
        var line = idle.poll();
        if (line == null || !line.channel.isOpen()) {
            line = new Line(link.channel());
        }
        boolean usable = false;
        try {
            T result = use.apply(line);
            usable = true;
            return result;
        } finally {
            if (usable) {
                idle.push(line);
            } else {
                Link.drop(line.channel);
            }
        }
    }

    /** A channel on which one thread at a time publishes. */
    private final class Line {

        private final Channel channel;
        private volatile boolean returned;

        Line(Channel channel) {
            this.channel = channel;
            channel.addReturnListener(nowhere -> returned = true);
            link.ask(channel::confirmSelect);
        }

        private boolean publish(String queue, List<Outgoing> messages) {
            returned = false;
            boolean taken = link.ask(() -> send(queue, messages));
            if (!taken) {
                throw new BrokerException(
                        ("RabbitMQ refused the message: the queue \"%s\" is full, or someone"
                                        + " deletes it just now.")
                                .formatted(queue),
                        null);
            }
            return !returned;
        }

        private boolean send(String queue, List<Outgoing> messages)
                throws IOException, TimeoutException {
            for (var message : messages) {
                send(queue, true, message);
            }
            return confirmed();
        }

        private void send(String queue, boolean mustArrive, Outgoing message) throws IOException {
            channel.basicPublish("", queue, mustArrive, message.properties(), message.body());
        }

        /** In short waits, because the server may say in between that it takes no message now. */
        private boolean confirmed() throws TimeoutException {
            long end = System.nanoTime() + MILLISECONDS_TO_CONFIRM * 1_000_000;
            boolean interrupted = false;
            try {
                while (true) {
                    try {
                        return channel.waitForConfirms(MILLISECONDS_OF_ONE_WAIT);
                    } catch (InterruptedException e) {
                        interrupted = true; // half an answer would help no one
                    } catch (TimeoutException e) {
                        link.requireUnblocked();
                        if (System.nanoTime() - end >= 0) {
                            throw e;
                        }
                    }
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
