package workshop.queue;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import workshop.rabbitmq.RabbitServer;

/** A worker that waits is a consumer, as RabbitMQ means it: messages are sent to it. */
class SubscriptionTest extends QueueTest {

    private static final int MESSAGES = 10;
    private static final int PREFETCH = 3;

    /** What another process sees: it does not know what this one holds. */
    private final Broker other =
            new RabbitServer(System.getProperty(QueueServer.PROPERTY)).queue(name);

    @Test
    void a_worker_that_waits_is_sent_no_more_than_its_prefetch() throws Exception {
        var busy = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var worker =
                Worker.on(queue)
                        .accept(JSON)
                        .prefetch(PREFETCH)
                        .handle(
                                "work",
                                (payload, message) -> {
                                    busy.countDown();
                                    goOn.await();
                                });
        for (int i = 0; i < MESSAGES; i++) {
            queue.enqueue("work", i, JSON);
        }

        try (var running = Background.run(worker)) {
            assertThat(busy.await(10, SECONDS)).isTrue();
            while (broker.pending().size() < PREFETCH) {
                Thread.onSpinWait();
            }
            Thread.sleep(Duration.ofMillis(300).toMillis()); // others could come in that time
            assertThat(broker.pending()).hasSize(PREFETCH);
            assertThat(other.length()).as("left for others").isEqualTo(MESSAGES - PREFETCH);
            assertThat(other.pending()).as("what others are told of it").isEmpty();
            assertThat(queue.length()).as("what waits and is held here").isEqualTo(MESSAGES);
            goOn.countDown();
            while (queue.length() > 0) {
                Thread.onSpinWait();
            }
        }
        assertNothingIsLeft();
    }
}
