package workshop.rabbitmq;

import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import workshop.queue.BrokerException;

/**
 * Sends messages, and returns when RabbitMQ has them on its disk.
 *
 * @see <a href="https://www.rabbitmq.com/docs/confirms">Publisher confirms</a>
 */
final class Publisher {

    private static final long NANOSECONDS_UNTIL_ANOTHER_TRY = 50_000_000;

    private final ReopeningConnection connection;

    /** Threads that publish at the same time have a channel each. */
    private final Deque<ConfirmChannel> idle = new ConcurrentLinkedDeque<>();

    Publisher(ReopeningConnection connection) {
        this.connection = connection;
    }

    /**
     * Sends them in this order. Those that RabbitMQ refuses are sent once more, for a refusal may
     * be of that moment: while a queue is deleted, or is new and has no leader yet.
     *
     * @return false when there is no queue of that name; some may have been taken, if it went away
     *     in between
     * @throws IllegalArgumentException when the headers of one are too large
     * @throws BrokerException when RabbitMQ refuses one, or takes none for now
     * @see <a href="https://github.com/rabbitmq/rabbitmq-server/issues/15333">Quorum queue rejects
     *     messages during deletion</a>
     */
    boolean publish(String queue, List<Outgoing> messages) {
        connection.requireUnblocked();
        var first = use(channel -> channel.publish(queue, messages));
        if (first.refused().isEmpty()) {
            return !first.returned();
        }
        LockSupport.parkNanos(NANOSECONDS_UNTIL_ANOTHER_TRY);
        var second = use(channel -> channel.publish(queue, first.refused()));
        if (!second.refused().isEmpty()) {
            throw new BrokerException(
                    ("RabbitMQ refused the message: the queue \"%s\" is full, or someone deletes"
                                    + " it just now.")
                            .formatted(queue),
                    null);
        }
        return !first.returned() && !second.returned();
    }

    /** Sends one that may get lost, and waits for nothing. */
    void tell(String queue, Outgoing message) {
        connection.requireUnblocked();
        use(channel -> channel.tell(queue, message));
    }

    private <T> T use(Function<ConfirmChannel, T> use) {
        var channel = idle.poll();
        if (channel == null || !channel.isOpen()) {
            channel = new ConfirmChannel(connection);
        }
        boolean usable = false;
        try {
            T result = use.apply(channel);
            usable = true;
            return result;
        } finally {
            if (usable) {
                idle.push(channel);
            } else {
                channel.drop();
            }
        }
    }
}
