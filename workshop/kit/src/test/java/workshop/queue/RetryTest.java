package workshop.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RetryTest extends QueueTest {

    private final AtomicInteger calls = new AtomicInteger();
    private String id;

    @BeforeEach
    void enqueue() {
        id = queue.enqueue("try", 7, JSON);
    }

    @Test
    void a_handler_that_fails_twice_is_called_a_third_time() {
        TaskHandler failingTwice =
                (payload, message) -> {
                    if (calls.incrementAndGet() < 3) {
                        throw new IllegalStateException("not yet");
                    }
                };

        worker(failingTwice).drain();

        assertThat(calls).hasValue(3);
        assertThat(queue.deadLetters()).isEmpty();
        assertNothingIsWaitingOrPending();
    }

    @ParameterizedTest
    @MethodSource
    void a_task_that_always_fails_is_a_dead_letter_after_three_deliveries(
            Throwable failure, String reason) {
        TaskHandler failing =
                (payload, message) -> {
                    calls.incrementAndGet();
                    throw sneakyThrow(failure);
                };

        worker(failing).drain();

        assertThat(calls).hasValue(3);
        assertDeadLetter("Failed 3 times, the last time with " + reason, 3);
    }

    static List<Object[]> a_task_that_always_fails_is_a_dead_letter_after_three_deliveries() {
        return List.of(
                new Object[] {
                    new IllegalStateException("no luck"), "IllegalStateException: no luck"
                },
                new Object[] {new NullPointerException(), "NullPointerException"},
                new Object[] {new StackOverflowError(), "StackOverflowError"},
                new Object[] {new OutOfMemoryError("heap"), "OutOfMemoryError: heap"},
                new Object[] {new AssertionError("wrong"), "AssertionError: wrong"},
                new Object[] {
                    new Speechless(null),
                    "Speechless, and its getMessage() failed with NullPointerException"
                });
    }

    /** Its message needs a row, and there is none. */
    private static final class Speechless extends RuntimeException {

        private final Object row;

        Speechless(Object row) {
            this.row = row;
        }

        @Override
        public String getMessage() {
            return "not moderated: " + row.toString();
        }
    }

    @Test
    void a_discarded_task_is_not_tried_again() {
        TaskHandler discarding =
                (payload, message) -> {
                    calls.incrementAndGet();
                    throw new Discard("Question 7 is gone.");
                };

        worker(discarding).drain();

        assertThat(calls).hasValue(1);
        assertDeadLetter("Question 7 is gone.", 1);
        assertThat(queue.deadLetters().get(0).id()).isEqualTo(id);
    }

    @Test
    void a_failed_message_does_not_hold_up_the_next() {
        var order = new ArrayList<>();
        queue.enqueue("try", 8, JSON);

        TaskHandler failingOnce =
                (payload, message) -> {
                    order.add(payload);
                    if (calls.incrementAndGet() == 1) {
                        throw new IllegalStateException("not yet");
                    }
                };

        worker(failingOnce).retryAfter(Duration.ofMillis(300)).drain();

        assertThat(order).containsExactly(7L, 8L, 7L);
        assertNothingIsWaitingOrPending();
    }

    @Test
    void a_retry_never_steals_what_another_worker_has_taken_over() {
        TaskHandler late =
                (payload, message) -> {
                    calls.incrementAndGet();
                    broker.claim(broker.pending().get(0), "another worker");
                    throw new IllegalStateException("too late");
                };

        worker(late).drain();

        assertThat(calls).hasValue(1);
        assertHeldBy("another worker");
        assertThat(broker.pending().get(0).deliveries()).isEqualTo(2);
        assertThat(queue.deadLetters()).isEmpty();
    }

    @Test
    void an_interrupted_try_counts_like_any_other() {
        TaskHandler interrupted =
                (payload, message) -> {
                    calls.incrementAndGet();
                    throw new InterruptedException("the process is asked to end");
                };

        for (int i = 0; i < 3; i++) {
            worker(interrupted).lease(Duration.ZERO).drain();
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(calls).hasValue(3);
        assertDeadLetter(
                "Failed 3 times, the last time with"
                        + " InterruptedException: the process is asked to end",
                3);
    }

    @Test
    void a_lease_of_three_hundred_years_is_a_long_one() {
        worker((payload, message) -> calls.incrementAndGet())
                .lease(Duration.ofDays(300 * 365))
                .drain();

        assertThat(calls).hasValue(1);
        assertNothingIsLeft();
    }

    private Worker worker(TaskHandler handler) {
        return Worker.on(queue).accept(JSON).handle("try", handler).retryAfter(Duration.ZERO);
    }
}
