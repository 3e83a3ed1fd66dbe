package workshop.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** In which order several workers get messages, and in which order these are done. */
class OrderTest extends QueueTest {

    private static final int PATIENCE_SECONDS = 20;

    @Test
    void workers_that_take_turns_get_the_messages_in_the_order_in_which_they_were_enqueued() {
        enqueue(9);

        var taken = new ArrayList<Long>();
        for (int turn = 0; turn < 3; turn++) {
            for (String worker : List.of("left", "middle", "right")) {
                taken.add(number(broker.pop(worker, Duration.ZERO).orElseThrow()));
            }
        }

        assertThat(taken).containsExactlyElementsOf(numbers(9));
    }

    @Test
    void a_slow_task_is_overtaken_by_the_next_one_as_soon_as_there_are_two_workers()
            throws Exception {
        var overtaken = new CountDownLatch(1);
        var done = new CopyOnWriteArrayList<Object>();
        TaskHandler slowAtFirst =
                (payload, message) -> {
                    if (payload.equals(0L)) {
                        overtaken.await(PATIENCE_SECONDS, SECONDS);
                    }
                    done.add(payload);
                    overtaken.countDown();
                };
        enqueue(2);

        try (var left = Background.run(worker(slowAtFirst));
                var right = Background.run(worker(slowAtFirst))) {
            while (done.size() < 2) {
                Thread.onSpinWait();
            }
        }

        assertThat(done).containsExactly(1L, 0L);
        assertNothingIsLeft();
    }

    @Test
    void each_of_two_workers_gets_its_share_in_order() throws Exception {
        int messages = 200;
        var all = new CountDownLatch(messages);
        var bothHaveOne = new CyclicBarrier(2);
        var shares = List.of(new ArrayList<Long>(), new ArrayList<Long>());
        enqueue(messages);

        try (var left = Background.run(worker(noting(shares.get(0), bothHaveOne, all)));
                var right = Background.run(worker(noting(shares.get(1), bothHaveOne, all)))) {
            assertThat(all.await(PATIENCE_SECONDS, SECONDS)).as("all are done").isTrue();
        }

        assertThat(shares).allSatisfy(share -> assertThat(share).isNotEmpty().isSorted());
        assertThat(shares.get(0).size() + shares.get(1).size()).isEqualTo(messages);
    }

    private static TaskHandler noting(
            List<Long> share, CyclicBarrier bothHaveOne, CountDownLatch all) {
        var first = new AtomicBoolean(true);
        return (payload, message) -> {
            if (first.getAndSet(false)) {
                bothHaveOne.await(PATIENCE_SECONDS, SECONDS);
            }
            share.add((Long) payload);
            all.countDown();
        };
    }

    @Test
    void what_a_dead_worker_held_is_done_before_what_waits() {
        enqueue(3);
        broker.pop("the dead", Duration.ZERO);

        var done = new ArrayList<>();
        worker((payload, message) -> done.add(payload)).lease(Duration.ZERO).drain();

        assertThat(done).containsExactly(0L, 1L, 2L);
        assertNothingIsLeft();
    }

    private void enqueue(int messages) {
        numbers(messages).forEach(number -> queue.enqueue("count", number, JSON));
    }

    private static List<Long> numbers(int messages) {
        return LongStream.range(0, messages).boxed().toList();
    }

    private Worker worker(TaskHandler handler) {
        return Worker.on(queue).accept(JSON).handle("count", handler);
    }

    private static long number(Delivery delivery) {
        return Long.parseLong(new String(delivery.fields().find(Fields.BODY).orElseThrow(), UTF_8));
    }
}
