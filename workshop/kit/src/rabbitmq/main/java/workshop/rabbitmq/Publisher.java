package workshop.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
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
    private static final long NANOSECONDS_UNTIL_ANOTHER_TRY = 50_000_000;

    private final Link link;

    /** Threads that publish at the same time have a line each. */
    private final Deque<Line> idle = new ConcurrentLinkedDeque<>();

    Publisher(Link link) {
        this.link = link;
    }

    /** A message as it goes out. */
    record Outgoing(BasicProperties properties, byte[] body) {}

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
        link.requireUnblocked();
        var first = use(line -> line.publish(queue, messages));
        if (first.refused().isEmpty()) {
            return !first.returned();
        }
        LockSupport.parkNanos(NANOSECONDS_UNTIL_ANOTHER_TRY);
        var second = use(line -> line.publish(queue, first.refused()));
        if (!second.refused().isEmpty()) {
            throw new BrokerException(
                    ("RabbitMQ refused the message: the queue \"%s\" is full, or someone deletes"
                                    + " it just now.")
                            .formatted(queue),
                    null);
        }
        return !first.returned() && !second.returned();
    }

    /**
     * What became of messages that were sent.
     *
     * @param returned whether one came back, for there is no queue of that name
     * @param refused those that RabbitMQ does not take
     */
    private record Fate(boolean returned, List<Outgoing> refused) {}

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

        /** What is sent and not confirmed, by its number on this channel. */
        private final NavigableMap<Long, Outgoing> sent = new ConcurrentSkipListMap<>();

        private final List<Outgoing> refused = new CopyOnWriteArrayList<>();

        Line(Channel channel) {
            this.channel = channel;
            channel.addReturnListener(nowhere -> returned = true);
            channel.addConfirmListener(
                    (last, several) -> answered(last, several).clear(),
                    (last, several) -> {
                        var these = answered(last, several);
                        refused.addAll(these.values());
                        these.clear();
                    });
            link.ask(channel::confirmSelect);
        }

        private NavigableMap<Long, Outgoing> answered(long last, boolean several) {
            return sent.subMap(several ? 0 : last, true, last, true);
        }

        private Fate publish(String queue, List<Outgoing> messages) {
            returned = false;
            refused.clear();
            link.ask(
                    () -> {
                        for (var message : messages) {
                            sent.put(channel.getNextPublishSeqNo(), message);
                            send(queue, true, message);
                        }
                        awaitConfirms();
                        return null;
                    });
            if (!refused.isEmpty()) {
                Link.drop(channel); // it may remember another queue of that name
            }
            return new Fate(returned, List.copyOf(refused));
        }

        private void send(String queue, boolean mustArrive, Outgoing message) throws IOException {
            channel.basicPublish("", queue, mustArrive, message.properties(), message.body());
        }

        /** In short waits, because the server may say in between that it takes no message now. */
        private void awaitConfirms() throws TimeoutException {
            long end = System.nanoTime() + MILLISECONDS_TO_CONFIRM * 1_000_000;
            boolean interrupted = false;
            try {
                while (true) {
                    try {
                        channel.waitForConfirms(MILLISECONDS_OF_ONE_WAIT);
                        return;
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
