package workshop.rabbitmq;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A worker that waits for messages subscribes to the queue, and RabbitMQ sends them. */
final class Subscriber implements Intake {

    /**
     * When a queue is deleted and is there again at once, RabbitMQ may subscribe a consumer to the
     * new one by itself, tell no one, and lose what it then sends: only the end of the channel
     * brings that back. So a worker that gets nothing for that long subscribes again, on another.
     *
     * <p>RabbitMQ's own cure, the consumer's argument {@code x-cancel-on-ha-failover}, is refused
     * by quorum queues.
     */
    private static final Duration OLDEST_THAT_IS_IDLE = Duration.ofSeconds(2);

    private final ReopeningConnection connection;
    private final DeclaredQueue queue;
    private final UnackedDeliveries unacked;
    private final String worker;

    /** An {@link UnackedDelivery}, or the {@link Subscription} that has ended by itself. */
    private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();

    private Subscription subscription;

    /** Whether nothing came in the last wait. */
    private boolean idle;

    Subscriber(
            ReopeningConnection connection,
            DeclaredQueue queue,
            UnackedDeliveries unacked,
            String worker) {
        this.connection = connection;
        this.queue = queue;
        this.unacked = unacked;
        this.worker = worker;
    }

    /**
     * Waits for the first, and returns what has arrived by then, up to that many.
     *
     * @param most also the consumer's prefetch. Messages that wait here for their next try count,
     *     too: when they fill it, the consumer makes room for others by a new beginning.
     */
    @Override
    public List<UnackedDelivery> next(int most, Duration wait) {
        return queue.ask(channel -> await(most, wait));
    }

    private List<UnackedDelivery> await(int most, Duration wait) throws IOException {
        if (arrived.isEmpty() && !isSent(most)) {
            var last = end();
            subscription = new Subscription(channelAfter(last), most, worker, unacked, arrived);
            subscription.begin(queue.name());
        }
        var all = firstOf(most, wait);
        idle = all.isEmpty();
        return all;
    }

    /** Whether messages come as long as there are any. */
    private boolean isSent(int most) {
        return subscription != null
                && subscription.sends(most)
                && !(idle && subscription.isOlderThan(OLDEST_THAT_IS_IDLE));
    }

    /** The same if a worker holds what came there, else another one. */
    private Channel channelAfter(Channel last) {
        if (last != null && last.isOpen()) {
            if (unacked.holdsAnyOf(last)) {
                return last;
            }
            ReopeningConnection.drop(last);
        }
        return connection.channel();
    }

    private List<UnackedDelivery> firstOf(int most, Duration wait) {
        long end = System.nanoTime() + wait.toNanos();
        try {
            while (true) {
                Object first = arrived.poll(end - System.nanoTime(), NANOSECONDS);
                if (!(first instanceof UnackedDelivery delivery)) {
                    return List.of(); // the end of the wait, or of the subscription
                }
                if (unacked.holds(delivery)) {
                    var all = new ArrayList<>(List.of(delivery));
                    addArrived(all, most);
                    return all;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private void addArrived(List<UnackedDelivery> all, int most) {
        while (all.size() < most && !arrived.isEmpty()) {
            if (arrived.poll() instanceof UnackedDelivery delivery && unacked.holds(delivery)) {
                all.add(delivery);
            }
        }
    }

    /** It will be sent like any other. */
    @Override
    public Optional<UnackedDelivery> again(UnackedDelivery givenBack) {
        return Optional.empty();
    }

    /** A message that is still on its way arrives before this returns. */
    @Override
    public Channel end() throws IOException {
        if (subscription == null) {
            return null;
        }
        var ending = subscription;
        subscription = null;
        ending.end();
        return ending.getChannel();
    }
}
