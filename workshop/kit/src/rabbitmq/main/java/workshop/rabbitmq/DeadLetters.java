package workshop.rabbitmq;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import workshop.queue.DeadLetter;

/**
 * Looks at the dead letters. RabbitMQ shows a message only by handing it out: so all are taken, and
 * given back. One channel does both, and one look at a time: so the next look finds them.
 */
final class DeadLetters {

    private static final int MILLISECONDS_TO_CANCEL = 5_000;

    private final ReopeningConnection connection;
    private final String queue;
    private final Reading reading;
    private Channel channel;

    DeadLetters(ReopeningConnection connection, String queue, Reading reading) {
        this.connection = connection;
        this.queue = queue;
        this.reading = reading;
    }

    /** All that no one else looks at, the oldest first. */
    synchronized List<DeadLetter> all() {
        if (channel == null || !channel.isOpen()) {
            channel = connection.channel();
        }
        return connection.ask(this::look);
    }

    private List<DeadLetter> look() throws IOException, TimeoutException {
        var taking = new Taking(channel);
        var all = taking.take();
        if (!all.isEmpty()) {
            channel.basicNack(taking.last, true, true);
        }
        return all;
    }

    /** The queue is about to be deleted. */
    synchronized void forget() {
        if (channel != null) {
            ReopeningConnection.drop(channel);
            channel = null;
        }
    }

    /** A consumer that takes what is there at once. */
    private final class Taking extends DefaultConsumer {

        private final List<DeadLetter> letters = new ArrayList<>();
        private final CountDownLatch over = new CountDownLatch(1);
        private long last;

        Taking(Channel channel) {
            super(channel);
        }

        /**
         * The consumer gets as many as RabbitMQ hands out at once, which is some thousands; the
         * rest is asked for. When there is no rest, all that the consumer gets is on its way; and
         * it is here when RabbitMQ answers to the next thing that is not about the queue.
         */
        private List<DeadLetter> take() throws IOException, TimeoutException {
            String tag = getChannel().basicConsume(queue, false, this);
            var rest = new ArrayList<DeadLetter>();
            long lastOfRest = 0;
            for (var got = next(); got != null; got = next()) {
                rest.add(Wire.deadLetter(got.getProps(), got.getBody(), reading));
                lastOfRest = got.getEnvelope().getDeliveryTag();
            }
            getChannel().basicQos(0);
            getChannel().basicCancel(tag);
            awaitEnd();
            last = Math.max(last, lastOfRest);
            letters.addAll(rest);
            return letters;
        }

        private GetResponse next() throws IOException {
            return getChannel().basicGet(queue, false);
        }

        private void awaitEnd() throws TimeoutException {
            try {
                if (!over.await(MILLISECONDS_TO_CANCEL, MILLISECONDS)) {
                    throw new TimeoutException("the dead letters did not come");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TimeoutException("interrupted while the dead letters came");
            }
        }

        @Override
        public void handleDelivery(
                String tag, Envelope envelope, BasicProperties properties, byte[] body) {
            letters.add(Wire.deadLetter(properties, body, reading));
            last = envelope.getDeliveryTag();
        }

        @Override
        public void handleCancelOk(String tag) {
            over.countDown();
        }

        @Override
        public void handleShutdownSignal(String tag, ShutdownSignalException signal) {
            over.countDown();
        }
    }
}
