package workshop.rabbitmq;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;

/** A consumer, as AMQP means it. */
final class Subscription extends DefaultConsumer {

    private static final int MILLISECONDS_TO_CANCEL = 1_500;

    private final int prefetch;
    private final String worker;
    private final UnackedDeliveries unacked;
    private final Queue<Object> arrived;
    private final CountDownLatch over = new CountDownLatch(1);
    private final long since = System.nanoTime();
    private String tag;

    /**
     * A subscription of that worker.
     *
     * @param arrived gets each delivery, and the subscription when it ends by itself
     */
    Subscription(
            Channel channel,
            int prefetch,
            String worker,
            UnackedDeliveries unacked,
            Queue<Object> arrived) {
        super(channel);
        this.prefetch = prefetch;
        this.worker = worker;
        this.unacked = unacked;
        this.arrived = arrived;
    }

    void begin(String queue) throws IOException {
        getChannel().basicQos(prefetch);
        tag = getChannel().basicConsume(queue, false, this);
    }

    /** Whether it is there, has that prefetch, and room for another message. */
    boolean sends(int most) {
        return prefetch == most && over.getCount() > 0 && unacked.countOf(tag) < prefetch;
    }

    boolean isOlderThan(Duration age) {
        return System.nanoTime() - since > age.toNanos();
    }

    /** A message that is still on its way then arrives before that. */
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
        arrived.add(unacked.take(getChannel(), envelope, properties, body, worker, tag));
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
