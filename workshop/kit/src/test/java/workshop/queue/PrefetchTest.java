package workshop.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A worker that takes many messages at once keeps every promise of one that takes one. */
class PrefetchTest extends QueueTest {

    private final List<Object> handled = new ArrayList<>();

    @BeforeEach
    void enqueue() {
        for (long i = 0; i < 20; i++) {
            queue.enqueue("count", i, JSON);
        }
    }

    @Test
    void they_are_handled_in_their_order_and_acknowledged() {
        counting().drain();

        assertThat(handled)
                .hasSize(20)
                .isSortedAccordingTo((a, b) -> Long.compare((long) a, (long) b));
        assertNothingIsLeft();
    }

    @Test
    void it_takes_no_more_than_it_was_told_to() {
        TaskHandler counting =
                (payload, message) -> {
                    handled.add(payload);
                    assertThat(broker.pending()).hasSizeLessThanOrEqualTo(8);
                };

        worker(counting).drain();

        assertThat(handled).hasSize(20);
        assertNothingIsLeft();
    }

    @Test
    void a_failed_and_a_discarded_message_change_nothing_for_their_neighbours() {
        TaskHandler failing =
                (payload, message) -> {
                    handled.add(payload);
                    if (payload.equals(3L)) {
                        throw new IllegalStateException("on purpose");
                    }
                    if (payload.equals(5L)) {
                        throw new Discard("of no use");
                    }
                };

        worker(failing).retryAfter(Duration.ZERO).drain();

        assertThat(handled).hasSize(22).filteredOn(payload -> payload.equals(3L)).hasSize(3);
        assertThat(queue.deadLetters())
                .extracting(DeadLetter::reason)
                .containsExactlyInAnyOrder(
                        "of no use",
                        "Failed 3 times, the last time with IllegalStateException: on purpose");
        assertNothingIsWaitingOrPending();
    }

    @Test
    void another_worker_takes_over_what_a_dead_one_had_taken() {
        broker.next(List.of(), "the dead", 8, Duration.ZERO);

        counting().lease(Duration.ZERO).drain();

        assertThat(handled).hasSize(20);
        assertNothingIsLeft();
    }

    /** The first task takes so long that another worker takes over those that wait behind it. */
    @Test
    void it_leaves_to_others_what_it_could_not_begin_within_its_lease() {
        TaskHandler outlivingItsLease =
                (payload, message) -> {
                    if (payload.equals(0L) && handled.isEmpty()) {
                        counting().lease(Duration.ZERO).drain();
                    }
                    handled.add(payload);
                };

        worker(outlivingItsLease).lease(Duration.ZERO).drain();

        assertThat(handled)
                .as("each once, but the first twice: it was taken over, too")
                .hasSize(21)
                .filteredOn(payload -> payload.equals(0L))
                .hasSize(2);
        assertNothingIsLeft();
    }

    private Worker counting() {
        return worker((payload, message) -> handled.add(payload));
    }

    private Worker worker(TaskHandler handler) {
        return Worker.on(queue).accept(JSON).handle("count", handler).prefetch(8);
    }
}
