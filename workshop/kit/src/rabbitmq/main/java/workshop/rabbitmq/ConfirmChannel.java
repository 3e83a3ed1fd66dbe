package workshop.rabbitmq;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;

/** A channel in confirm mode, on which one thread at a time publishes. */
final class ConfirmChannel {

    private static final long MILLISECONDS_TO_CONFIRM = 5_000;
    private static final long MILLISECONDS_OF_ONE_WAIT = 100;

    private final ReopeningConnection connection;
    private final Channel channel;
    private volatile boolean returned;

    /** What is sent and not confirmed, by its number on this channel. */
    private final NavigableMap<Long, Outgoing> sent = new ConcurrentSkipListMap<>();

    private final List<Outgoing> refused = new CopyOnWriteArrayList<>();

    ConfirmChannel(ReopeningConnection connection) {
        this.connection = connection;
        this.channel = connection.channel();
        channel.addReturnListener(nowhere -> returned = true);
        channel.addConfirmListener(
                (last, several) -> answered(last, several).clear(),
                (last, several) -> {
                    var these = answered(last, several);
                    refused.addAll(these.values());
                    these.clear();
                });
        connection.ask(channel::confirmSelect);
    }

    private NavigableMap<Long, Outgoing> answered(long last, boolean several) {
        return sent.subMap(several ? 0 : last, true, last, true);
    }

    /**
     * What became of messages that were sent.
     *
     * @param returned whether one came back, for there is no queue of that name
     * @param refused those that RabbitMQ does not take
     */
    record Fate(boolean returned, List<Outgoing> refused) {}

    boolean isOpen() {
        return channel.isOpen();
    }

    void drop() {
        ReopeningConnection.drop(channel);
    }

    /** Sends one that may get lost, and waits for nothing. */
    Void tell(String queue, Outgoing message) {
        return connection.ask(
                () -> {
                    send(queue, false, message);
                    return null;
                });
    }

    /** Sends them in this order, and waits until RabbitMQ has said what became of each. */
    Fate publish(String queue, List<Outgoing> messages) {
        returned = false;
        refused.clear();
        connection.ask(
                () -> {
                    for (var message : messages) {
                        sent.put(channel.getNextPublishSeqNo(), message);
                        send(queue, true, message);
                    }
                    awaitConfirms();
                    return null;
                });
        if (!refused.isEmpty()) {
            drop(); // it may remember another queue of that name
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
                    connection.requireUnblocked();
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
