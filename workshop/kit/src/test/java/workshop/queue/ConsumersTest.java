package workshop.queue;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.resps.StreamConsumerInfo;
import workshop.redis.Redis;

/** The consumer group lists the workers that are there, not all that ever were. */
@Tag("redis")
class ConsumersTest extends QueueTest {

    private final CountDownLatch handled = new CountDownLatch(1);
    private final Worker worker =
            Worker.on(queue)
                    .accept(JSON)
                    .named("alice")
                    .handle("work", (payload, message) -> handled.countDown());

    @Test
    void a_closed_worker_is_off_the_list() throws Exception {
        queue.enqueue("work", 7, JSON);
        try (var running = Background.run(worker)) {
            assertThat(handled.await(60, SECONDS)).isTrue();
            assertThat(consumers()).containsExactly("alice");
        }

        assertThat(consumers()).isEmpty();
    }

    @Test
    void a_worker_with_nothing_left_to_drain_is_off_the_list() {
        queue.enqueue("work", 7, JSON);

        worker.drain();

        assertThat(handled.getCount()).isZero();
        assertThat(consumers()).isEmpty();
    }

    @Test
    void a_worker_that_ends_while_it_holds_a_message_stays_on_the_list_so_that_nothing_is_lost() {
        queue.enqueue("work", 7, JSON);
        TaskHandler interrupted =
                (payload, message) -> {
                    throw new InterruptedException("the process is asked to end");
                };

        worker.handle("work", interrupted).drain();
        assertThat(Thread.interrupted()).isTrue();

        assertThat(consumers()).containsExactly("alice");
        assertHeldBy("alice");
    }

    @Test
    void a_dead_worker_is_removed_after_its_messages_were_taken_over() {
        queue.enqueue("work", 7, JSON);
        broker.pop("the dead", Duration.ZERO);

        worker.lease(Duration.ZERO).drain(); // takes over
        worker.lease(Duration.ZERO).drain(); // removes it

        assertThat(handled.getCount()).isZero();
        assertThat(consumers()).isEmpty();
    }

    @Test
    void a_worker_that_was_active_lately_is_not_removed() {
        queue.enqueue("work", 7, JSON);
        broker.acknowledge(broker.pop("bob", Duration.ZERO).orElseThrow());

        broker.removeIdleConsumers(Duration.ofHours(1));
        assertThat(consumers()).containsExactly("bob");

        broker.removeIdleConsumers(Duration.ZERO);
        assertThat(consumers()).isEmpty();
    }

    @Test
    void a_worker_that_holds_a_message_is_never_removed_however_long_it_is_idle() {
        queue.enqueue("work", 7, JSON);
        broker.pop("bob", Duration.ZERO);

        broker.removeConsumer("bob");
        broker.removeIdleConsumers(Duration.ZERO);

        assertThat(consumers()).containsExactly("bob");
        assertHeldBy("bob");
    }

    @Test
    void a_queue_that_is_gone_has_no_consumers_to_remove() {
        Redis.client().del(name);

        assertThatCode(() -> broker.removeConsumer("alice")).doesNotThrowAnyException();
    }

    private List<String> consumers() {
        return Redis.client().xinfoConsumers2(name, "workers").stream()
                .map(StreamConsumerInfo::getName)
                .toList();
    }
}
