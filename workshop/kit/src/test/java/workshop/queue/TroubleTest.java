package workshop.queue;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.StreamEntryID;
import workshop.redis.Redis;

class TroubleTest extends QueueTest {

    private final SynchronousQueue<Object> handled = new SynchronousQueue<>();
    private final Worker worker =
            Worker.on(queue)
                    .accept(JSON)
                    .handle("work", (payload, message) -> handled.put(payload));

    @Tag("redis")
    @Test
    void a_worker_goes_on_when_its_stream_is_deleted() throws Exception {
        try (var running = Background.run(worker)) {
            queue.enqueue("work", 1, JSON);
            assertThat(handled.poll(60, SECONDS)).isEqualTo(1L);

            Redis.client().del(name);
            queue.enqueue("work", 2, JSON);
            assertThat(handled.poll(60, SECONDS)).isEqualTo(2L);
        }
        assertThat(queue.length()).isZero();
    }

    /** Redis 7 says UNBLOCKED to a worker that waits for a stream while it is deleted. */
    @Tag("redis")
    @Test
    void a_drain_that_waits_for_a_retry_ends_when_its_stream_is_deleted() throws Exception {
        var tried = new CountDownLatch(1);
        worker.retryAfter(Duration.ofMillis(600))
                .handle(
                        "work",
                        (payload, message) -> {
                            tried.countDown();
                            throw new IllegalStateException("no luck");
                        });
        queue.enqueue("work", 1, JSON);
        var drained = CompletableFuture.runAsync(worker::drain);
        assertThat(tried.await(60, SECONDS)).isTrue();
        while (broker.pending().get(0).idle().toMillis() < 200) { // it waits by now
            Thread.onSpinWait();
        }

        Redis.client().del(name);

        assertThat(drained).succeedsWithin(Duration.ofSeconds(60));
        assertNothingIsLeft();
    }

    @Tag("redis")
    @Test
    void a_message_with_the_id_of_a_deleted_one_is_not_acknowledged_with_it() {
        var handled = new ArrayList<>();
        addWithId("5-1", "1");

        TaskHandler replacingTheStream =
                (payload, message) -> {
                    handled.add(payload);
                    if (handled.size() == 1) {
                        Redis.client().del(name);
                        addWithId("5-1", "2");
                    }
                };
        worker.handle("work", replacingTheStream).drain();

        assertThat(handled).containsExactly(1L, 2L);
        assertThat(queue.length()).isZero();
    }

    private void addWithId(String id, String body) {
        Redis.client()
                .xadd(
                        name,
                        new StreamEntryID(id),
                        Map.of("task", "work", "content-type", "application/json", "body", body));
    }

    @Tag("redis")
    @Test
    void a_worker_goes_on_after_its_key_was_not_a_stream_for_a_while() throws Exception {
        Redis.client().set(name, "not a stream");
        try (var running = Background.run(worker)) {
            assertThatThrownBy(() -> queue.enqueue("work", 1, JSON))
                    .hasMessageStartingWith("WRONGTYPE");

            Redis.client().del(name);
            queue.enqueue("work", 2, JSON);
            assertThat(handled.poll(60, SECONDS)).isEqualTo(2L);
        }
    }

    @Test
    void close_ends_a_worker_that_has_nothing_to_do() throws Exception {
        var running = Background.run(worker);

        running.close();

        running.join();
    }

    @Test
    void close_lets_the_current_task_finish() throws Exception {
        var running = runInsideATask();

        worker.close();
        assertThat(handled.poll(60, SECONDS)).isEqualTo(1L);

        running.join();
        assertThat(queue.length()).isZero();
    }

    @Test
    void an_interrupt_ends_a_worker_and_the_current_task_is_not_lost() throws Exception {
        var running = runInsideATask();

        running.interrupt();

        assertThatThrownBy(running::join).hasCauseInstanceOf(InterruptedException.class);
        while (queue.length() == 0) { // RabbitMQ may count what it was given back a little later
            Thread.onSpinWait();
        }
    }

    private Background runInsideATask() throws InterruptedException {
        queue.enqueue("work", 1, JSON);
        var started = new CountDownLatch(1);
        worker.handle(
                "work",
                (payload, message) -> {
                    started.countDown();
                    handled.put(payload);
                });
        var running = Background.run(worker);
        assertThat(started.await(60, SECONDS)).as("the worker has started the task").isTrue();
        return running;
    }

    @Test
    void an_interrupt_ends_a_drain_that_would_never_end() {
        worker.handle(
                "work",
                (payload, message) -> {
                    queue.enqueue("work", payload, JSON); // so there is always one more
                    Thread.currentThread().interrupt();
                });
        queue.enqueue("work", 1, JSON);

        worker.drain();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(queue.length()).isOne();
    }
}
