package workshop.queue;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.StreamEntryID;
import workshop.ChildJvm;
import workshop.redis.Redis;

class DeadWorkerTest extends QueueTest {

    static final Duration LEASE = Duration.ofMillis(200);
    private final AtomicInteger calls = new AtomicInteger();
    private String id;

    @BeforeEach
    void enqueue() {
        id = queue.enqueue("work", 7, JSON);
    }

    @Test
    void what_a_worker_holds_is_left_to_it_while_its_lease_lasts() {
        broker.pop("somebody else", Duration.ZERO);

        counting().lease(Duration.ofHours(1)).drain();

        assertThat(calls).hasValue(0);
        assertThat(broker.held())
                .singleElement()
                .satisfies(held -> assertThat(held.consumer()).isEqualTo("somebody else"));
    }

    @Test
    void what_a_dead_worker_held_is_taken_over_when_its_lease_has_run_out() {
        broker.pop("the dead", Duration.ZERO);

        counting().lease(Duration.ZERO).drain();

        assertThat(calls).hasValue(1);
        assertNothingIsLeft();
    }

    @Test
    void more_than_a_page_of_held_entries_is_taken_over() {
        for (int i = 0; i < 250; i++) {
            queue.enqueue("work", i, JSON);
            broker.pop("the dead", Duration.ZERO);
        }

        counting().lease(Duration.ZERO).drain();

        assertThat(calls).hasValue(251);
        assertNothingIsLeft();
    }

    @Test
    void a_worker_killed_in_the_middle_of_a_task_loses_nothing() throws Exception {
        try (var child = ChildJvm.run(DoomedWorker.class, Redis.uri().toString(), name, "hang")) {
            assertThat(child.line()).isEqualTo("working");
            child.kill();
        }
        assertThat(queue.length()).isOne();

        var handled = new CountDownLatch(1);
        try (var worker =
                Background.run(worker((payload, message) -> handled.countDown()).lease(LEASE))) {
            assertThat(handled.await(5, SECONDS)).as("another worker has taken it over").isTrue();
        }
        assertNothingIsLeft();
    }

    @Test
    void a_message_that_kills_every_worker_ends_in_the_dead_letters() throws Exception {
        for (int i = 0; i < 2; i++) {
            try (var child =
                    ChildJvm.run(DoomedWorker.class, Redis.uri().toString(), name, "halt")) {
                assertThat(child.line()).isEqualTo("working");
                assertThat(child.exitCode()).isEqualTo(9);
            }
        }
        counting().maxDeliveries(2).lease(Duration.ZERO).drain();

        assertThat(calls).hasValue(0);
        assertThat(queue.deadLetters())
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.id()).isEqualTo(id);
                            assertThat(letter.reason())
                                    .isEqualTo(
                                            "It was delivered 2 times, and no worker lived to"
                                                    + " finish it.");
                            assertThat(letter.deliveries()).isEqualTo(3);
                            assertThat(letter.task()).isEqualTo("work");
                        });
        assertNothingIsUnderWay();
    }

    /** How a worker ends a task that took longer than its lease. */
    enum Awakening {
        SUCCEEDS,
        FAILS,
        DISCARDS
    }

    @ParameterizedTest
    @EnumSource
    void a_worker_that_wakes_too_late_changes_nothing_about_what_another_has_finished(
            Awakening awakening) {
        paused(awakening, () -> counting().lease(Duration.ZERO).drain()).drain();

        assertThat(calls).hasValue(1);
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILS", "DISCARDS"})
    void a_worker_that_wakes_too_late_cannot_bury_what_another_is_working_on(Awakening awakening) {
        paused(awakening, () -> broker.claim(broker.held().get(0), "another worker")).drain();

        assertThat(broker.held())
                .singleElement()
                .satisfies(held -> assertThat(held.consumer()).isEqualTo("another worker"));
        assertThat(queue.deadLetters()).isEmpty();
    }

    @Test
    void of_two_workers_that_want_to_take_over_one_entry_one_gets_it() {
        broker.pop("the dead", Duration.ZERO);

        var seenByBoth = broker.held().get(0);

        assertThat(broker.claim(seenByBoth, "left")).isPresent();
        assertThat(broker.claim(seenByBoth, "right")).isEmpty();
        assertThat(broker.held())
                .singleElement()
                .satisfies(held -> assertThat(held.consumer()).isEqualTo("left"));
    }

    /**
     * Redis up to 6.2 says that something is missing, which is a dead letter; Redis 7 forgets it in
     * silence.
     */
    @Test
    void an_entry_deleted_while_it_was_held_troubles_nobody() {
        broker.pop("the dead", Duration.ZERO);
        Redis.client().xdel(name, new StreamEntryID(id));
        queue.enqueue("work", 8, JSON);

        counting().lease(Duration.ZERO).drain();

        assertThat(calls).hasValue(1);
        assertThat(queue.deadLetters())
                .allSatisfy(
                        letter ->
                                assertThat(letter.reason())
                                        .isEqualTo(
                                                "This is not a message. Somebody deleted it from"
                                                        + " the queue while a worker held it."));
        assertNothingIsUnderWay();
    }

    private Worker worker(TaskHandler handler) {
        return Worker.on(queue).accept(JSON).handle("work", handler);
    }

    private Worker counting() {
        return worker((payload, message) -> calls.incrementAndGet());
    }

    /** A worker in whose one task so much time passes that others act. */
    private Worker paused(Awakening awakening, Runnable meanwhile) {
        return worker(
                        (payload, message) -> {
                            meanwhile.run();
                            switch (awakening) {
                                case SUCCEEDS -> {}
                                case FAILS -> throw new IllegalStateException("too late");
                                case DISCARDS -> throw new Discard("too late");
                            }
                        })
                .maxDeliveries(1);
    }
}
