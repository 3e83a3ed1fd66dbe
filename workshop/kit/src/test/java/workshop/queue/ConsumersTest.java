package workshop.queue;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.resps.StreamConsumerInfo;
import workshop.redis.Redis;

/** The consumer group lists who works here, not who ever did. */
class ConsumersTest extends QueueTest {

    private final CountDownLatch handled = new CountDownLatch(1);
    private final Worker worker =
            Worker.on(queue)
                    .accept(JSON)
                    .named("alice")
                    .handle("work", (payload, message) -> handled.countDown());

    @Test
    void a_worker_that_is_closed_is_off_the_list() throws Exception {
        queue.enqueue("work", 7, JSON);
        try (var running = Background.run(worker)) {
            assertThat(handled.await(5, SECONDS)).isTrue();
            assertThat(consumers()).containsExactly("alice");
        }

        assertThat(consumers()).isEmpty();
    }

    @Test
    void so_is_one_that_has_nothing_left_to_drain() {
        queue.enqueue("work", 7, JSON);

        worker.drain();

        assertThat(handled.getCount()).isZero();
        assertThat(consumers()).isEmpty();
    }

    @Test
    void a_worker_that_ends_with_a_message_in_hand_stays_on_it_or_the_message_would_be_lost() {
        queue.enqueue("work", 7, JSON);
        worker.handle(
                        "work",
                        (payload, message) -> {
                            throw new InterruptedException("the process is asked to end");
                        })
                .drain();
        assertThat(Thread.interrupted()).isTrue();

        assertThat(consumers()).containsExactly("alice");
        assertThat(broker.held())
                .singleElement()
                .satisfies(held -> assertThat(held.consumer()).isEqualTo("alice"));
    }

    @Test
    void the_dead_are_forgotten_when_what_they_held_is_taken_over() {
        queue.enqueue("work", 7, JSON);
        broker.pop("the dead", Duration.ZERO);

        worker.lease(Duration.ZERO).drain(); // takes over
        worker.lease(Duration.ZERO).drain(); // forgets

        assertThat(handled.getCount()).isZero();
        assertThat(consumers()).isEmpty();
    }

    @Test
    void who_was_heard_of_lately_is_not_forgotten() {
        queue.enqueue("work", 7, JSON);
        broker.acknowledge(broker.pop("bob", Duration.ZERO).orElseThrow());

        broker.forget(Duration.ofHours(1));
        assertThat(consumers()).containsExactly("bob");

        broker.forget(Duration.ZERO);
        assertThat(consumers()).isEmpty();
    }

    @Test
    void who_holds_a_message_cannot_leave_however_long_nobody_has_heard_of_it() {
        queue.enqueue("work", 7, JSON);
        broker.pop("bob", Duration.ZERO);

        broker.leave("bob");
        broker.forget(Duration.ZERO);

        assertThat(consumers()).containsExactly("bob");
        assertThat(broker.held()).hasSize(1);
    }

    @Test
    void leaving_a_queue_that_is_gone_is_fine() {
        Redis.client().del(name);

        assertThatCode(() -> broker.leave("alice")).doesNotThrowAnyException();
    }

    private List<String> consumers() {
        return Redis.client().xinfoConsumers2(name, "workers").stream()
                .map(StreamConsumerInfo::getName)
                .toList();
    }
}
