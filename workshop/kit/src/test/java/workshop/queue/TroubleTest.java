package workshop.queue;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.StreamEntryID;
import workshop.redis.Redis;

class TroubleTest extends QueueTest {

    private final SynchronousQueue<Object> handled = new SynchronousQueue<>();
    private final Worker worker =
            Worker.on(queue)
                    .accept(JSON)
                    .handle("work", (payload, message) -> handled.put(payload));

    @Test
    void a_worker_goes_on_when_its_stream_is_deleted() throws Exception {
        try (var running = Background.run(worker)) {
            queue.enqueue("work", 1, JSON);
            assertThat(handled.poll(5, SECONDS)).isEqualTo(1L);

            Redis.client().del(name);
            queue.enqueue("work", 2, JSON);
            assertThat(handled.poll(5, SECONDS)).isEqualTo(2L);
        }
        assertThat(queue.length()).isZero();
    }

    @Test
    void a_message_that_got_the_id_of_one_deleted_before_it_is_not_acknowledged_with_it() {
        var handled = new ArrayList<>();
        addWithId("5-1", "1");

        worker.handle(
                        "work",
                        (payload, message) -> {
                            handled.add(payload);
                            if (handled.size() == 1) {
                                Redis.client().del(name);
                                addWithId("5-1", "2");
                            }
                        })
                .drain();

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

    @Test
    void a_worker_goes_on_when_its_key_was_something_else_for_a_while() throws Exception {
        Redis.client().set(name, "not a stream");
        try (var running = Background.run(worker)) {
            assertThatThrownBy(() -> queue.enqueue("work", 1, JSON))
                    .hasMessageStartingWith("WRONGTYPE");

            Redis.client().del(name);
            queue.enqueue("work", 2, JSON);
            assertThat(handled.poll(5, SECONDS)).isEqualTo(2L);
        }
    }

    @Test
    void close_ends_a_worker_that_has_nothing_to_do() throws Exception {
        var running = Background.run(worker);

        running.close();

        running.join();
    }

    @Test
    void close_lets_the_task_at_hand_finish() throws Exception {
        var running = runWithTaskInHand();

        worker.close();
        assertThat(handled.poll(5, SECONDS)).isEqualTo(1L);

        running.join();
        assertThat(queue.length()).isZero();
    }

    @Test
    void an_interrupt_ends_a_worker_and_the_task_at_hand_is_not_lost() throws Exception {
        var running = runWithTaskInHand();

        running.interrupt();

        assertThatThrownBy(running::join).hasCauseInstanceOf(InterruptedException.class);
        assertThat(queue.length()).as("entries in the stream").isOne();
    }

    private Background runWithTaskInHand() throws InterruptedException {
        queue.enqueue("work", 1, JSON);
        var inHand = new CountDownLatch(1);
        worker.handle(
                "work",
                (payload, message) -> {
                    inHand.countDown();
                    handled.put(payload);
                });
        var running = Background.run(worker);
        assertThat(inHand.await(5, SECONDS)).as("the worker has taken the task").isTrue();
        return running;
    }

    @Test
    void an_interrupt_ends_a_drain_that_would_never_end() {
        worker.handle(
                "work",
                (payload, message) -> {
                    queue.enqueue("work", payload, JSON); // and so it sets itself off for ever
                    Thread.currentThread().interrupt();
                });
        queue.enqueue("work", 1, JSON);

        worker.drain();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(queue.length()).isOne();
    }
}
