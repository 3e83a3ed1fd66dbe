package workshop.rabbitmq;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What comes to one worker. A worker that waits for messages is a consumer of the queue, to which
 * RabbitMQ sends them. A worker that drains asks for each, because only so it learns that there is
 * no more.
 */
final class Intake {

    private static final int MILLISECONDS_TO_CANCEL = 1_500;

    /**
     * When a queue is deleted and is there again at once, RabbitMQ may subscribe a consumer to the
     * new one by itself, tell no one, and lose what it then sends: only the end of the channel
     * brings that back. So a worker that gets nothing for that long subscribes again, on another.
     *
     * <p>RabbitMQ's own cure, the consumer's argument {@code x-cancel-on-ha-failover}, is refused
     * by quorum queues.
     */
    private static final Duration OLDEST_THAT_IS_IDLE = Duration.ofSeconds(2);

    private final RabbitQueue queue;
    private final String worker;

    /** A {@link Held}, or the {@link Subscription} that has ended, for a worker that waits. */
    private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();

    private Subscription subscription;

    private final boolean isSubscriber;

    /** Whether nothing came in the last wait. */
    private boolean idle;

    Intake(RabbitQueue queue, String worker, boolean isSubscriber) {
        this.queue = queue;
        this.worker = worker;
        this.isSubscriber = isSubscriber;
    }

    String worker() {
        return worker;
    }

    /** Whether messages are sent to it; otherwise it asks for each. */
    boolean isSubscriber() {
        return isSubscriber;
    }

    /** For a message that the worker has not asked for, and got. */
    void add(Held held) {
        arrived.add(held);
    }

    /** What has arrived, up to that many. */
    List<Held> arrived(int most) {
        var all = new ArrayList<Held>();
        while (all.size() < most && !arrived.isEmpty()) {
            if (arrived.poll() instanceof Held held && queue.holds(held)) {
                all.add(held);
            }
        }
        return all;
    }

    /**
     * Waits for the first, and returns what has arrived by then, up to that many.
     *
     * @param most also the consumer's prefetch. Messages that wait here for their next try count,
     *     too: when they fill it, the consumer makes room for others by a new beginning.
     */
    List<Held> await(int most, Duration wait) throws IOException {
        if (arrived.isEmpty() && (subscription == null || !subscription.sends(most))) {
            var last = end();
            subscription = new Subscription(queue.channelAfter(last), most);
            subscription.begin();
        }
        var all = firstOf(most, wait);
        idle = all.isEmpty();
        return all;
    }

    private List<Held> firstOf(int most, Duration wait) {
        long end = System.nanoTime() + wait.toNanos();
        try {
            while (true) {
                Object first = arrived.poll(end - System.nanoTime(), NANOSECONDS);
                if (first instanceof Held held && queue.holds(held)) {
                    var all = new ArrayList<>(List.of(held));
                    all.addAll(arrived(most - 1));
                    return all;
                } else if (!(first
                        instanceof Held)) { // the end of the wait, or of the subscription
                    return List.of();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /**
     * Ends the subscription. A message that is still on its way then arrives before that.
     *
     * @return its channel, which is open as long as the worker holds what came there; or null
     */
    Channel end() throws IOException {
        if (subscription == null) {
            return null;
        }
        var ending = subscription;
        subscription = null;
        ending.end();
        return ending.getChannel();
    }

    /** A consumer, as AMQP means it. */
    private final class Subscription extends DefaultConsumer {

        private final int prefetch;
        private final CountDownLatch over = new CountDownLatch(1);
        private final long since = System.nanoTime();
        private String tag;

        Subscription(Channel channel, int prefetch) {
            super(channel);
            this.prefetch = prefetch;
        }

        void begin() throws IOException {
            getChannel().basicQos(prefetch);
            tag = getChannel().basicConsume(queue.name(), false, this);
        }

        /** Whether it is there, and messages come as long as there are any. */
        boolean sends(int most) {
            return prefetch == most
                    && over.getCount() > 0
                    && queue.countOf(tag) < prefetch
                    && !(idle && System.nanoTime() - since > OLDEST_THAT_IS_IDLE.toNanos());
        }

        void end() throws IOException {
            if (over.getCount() > 0 && getChannel().isOpen()) {
                getChannel().basicCancel(tag);
                try {
                    over.await(MILLISECONDS_TO_CANCEL, MILLISECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public void handleDelivery(
                String tag, Envelope envelope, BasicProperties properties, byte[] body) {
            arrived.add(queue.take(getChannel(), envelope, properties, body, worker, tag));
        }

        @Override
        public void handleCancelOk(String tag) {
            over.countDown();
        }

        @Override
        public void handleCancel(String tag) { // someone deleted the queue
            endedByItself();
        }

        @Override
        public void handleShutdownSignal(String tag, ShutdownSignalException signal) {
            endedByItself();
        }

        private void endedByItself() {
            over.countDown();
            arrived.add(this);
        }
    }
}
