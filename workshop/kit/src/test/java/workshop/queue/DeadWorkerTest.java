package workshop.queue;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.StreamEntryID;
import workshop.ChildJvm;
import workshop.redis.Redis;

class DeadWorkerTest extends QueueTest {

    static final Duration LEASE = Duration.ofMillis(200);
    private static final String DELETED =
            "Someone deleted it from the queue while a worker held it.";
    private final AtomicInteger calls = new AtomicInteger();
    private String id;

    @BeforeEach
    void enqueue() {
        id = queue.enqueue("work", 7, JSON);
    }

    @Test
    void a_message_is_left_to_its_worker_while_the_lease_lasts() {
        broker.pop("another worker", Duration.ZERO);

        counting().lease(Duration.ofHours(1)).drain();

        assertThat(calls).hasValue(0);
        assertHeldBy("another worker");
    }

    @Test
    void a_dead_workers_message_is_taken_over_when_its_lease_has_run_out() {
        broker.pop("the dead", Duration.ZERO);

        counting().lease(Duration.ZERO).drain();

        assertThat(calls).hasValue(1);
        assertNothingIsLeft();
    }

    @Test
    void more_pending_messages_than_fit_into_one_reply_are_taken_over() {
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
        try (var child = doomedWorker("hang")) {
            assertThat(child.line()).isEqualTo("working");
            child.kill();
        }
        while (queue.length() == 0) { // RabbitMQ must notice first
            Thread.onSpinWait();
        }

        var handled = new CountDownLatch(1);
        var successor = worker((payload, message) -> handled.countDown()).lease(LEASE);
        try (var running = Background.run(successor)) {
            assertThat(handled.await(60, SECONDS)).as("another worker has taken it over").isTrue();
        }
        assertNothingIsLeft();
    }

    @Test
    void a_message_that_kills_every_worker_becomes_a_dead_letter() throws Exception {
        for (int i = 0; i < 2; i++) {
            try (var child = doomedWorker("halt")) {
                assertThat(child.line()).isEqualTo("working");
                assertThat(child.exitCode()).isEqualTo(9);
            }
        }
        counting().maxDeliveries(2).lease(Duration.ZERO).drain();

        assertThat(calls).hasValue(0);
        assertDeadLetter("It was delivered 2 times, and no worker lived to finish it.", 3);
        assertThat(queue.deadLetters())
                .extracting(DeadLetter::id, DeadLetter::task)
                .containsExactly(tuple(id, "work"));
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
    void a_worker_that_wakes_too_late_cannot_make_a_dead_letter_of_what_another_holds(
            Awakening awakening) {
        paused(awakening, () -> broker.claim(broker.pending().get(0), "another worker")).drain();

        assertHeldBy("another worker");
        assertThat(queue.deadLetters()).isEmpty();
    }

    @Test
    void a_worker_that_wakes_too_late_and_is_done_can_acknowledge_what_another_holds() {
        paused(Awakening.SUCCEEDS, () -> broker.claim(broker.pending().get(0), "another worker"))
                .drain();

        assertNothingIsLeft();
    }

    @Test
    void of_two_workers_that_claim_the_same_message_one_gets_it() {
        broker.pop("the dead", Duration.ZERO);

        var seenByBoth = broker.pending().get(0);

        assertThat(broker.claim(seenByBoth, "left")).isPresent();
        assertThat(broker.claim(seenByBoth, "right")).isEmpty();
        assertHeldBy("left");
    }

    @Tag("redis")
    @Test
    void a_message_deleted_while_a_dead_worker_held_it_is_a_dead_letter_that_knows_its_id() {
        broker.pop("the dead", Duration.ZERO);
        Redis.client().xdel(name, new StreamEntryID(id));
        queue.enqueue("work", 8, JSON);

        counting().lease(Duration.ZERO).drain();

        assertThat(calls).hasValue(1);
        assertDeadLetter(DELETED, 1);
        assertThat(queue.deadLetters()).extracting(DeadLetter::id).containsExactly(id);
    }

    @Tag("redis")
    @ParameterizedTest
    @EnumSource(names = {"FAILS", "DISCARDS"})
    void a_message_trimmed_in_the_middle_of_its_task_is_a_dead_letter_with_all_its_fields(
            Awakening awakening) {
        paused(awakening, () -> Redis.client().xtrim(name, 0, false)).drain();

        assertDeadLetter(
                awakening == Awakening.DISCARDS
                        ? "too late"
                        : "Failed once, with IllegalStateException: too late",
                1);
        assertThat(queue.deadLetters()).extracting(DeadLetter::task).containsExactly("work");
    }

    @Tag("redis")
    @Test
    void a_message_trimmed_between_two_tries_is_a_dead_letter_with_all_its_fields() {
        TaskHandler trimming =
                (payload, message) -> {
                    calls.incrementAndGet();
                    Redis.client().xtrim(name, 0, false);
                    throw new IllegalStateException("no luck");
                };

        worker(trimming).retryAfter(Duration.ZERO).drain();

        assertThat(calls).hasValue(1);
        assertDeadLetter(DELETED, 1);
        assertThat(queue.deadLetters()).extracting(DeadLetter::task).containsExactly("work");
    }

    private Worker worker(TaskHandler handler) {
        return Worker.on(queue).accept(JSON).handle("work", handler);
    }

    private Worker counting() {
        return worker((payload, message) -> calls.incrementAndGet());
    }

    /** The property that names this run's server, and its value. */
    private static String[] server() {
        String rabbitMq = System.getProperty(QueueServer.PROPERTY, "");
        return rabbitMq.isEmpty()
                ? new String[] {Redis.PROPERTY, Redis.uri().toString()}
                : new String[] {QueueServer.PROPERTY, rabbitMq};
    }

    private ChildJvm doomedWorker(String how) throws IOException {
        return ChildJvm.run(DoomedWorker.class, server()[0], server()[1], name, how);
    }

    /** A worker whose task takes so long that others act in the meantime. */
    private Worker paused(Awakening awakening, Runnable meanwhile) {
        TaskHandler pausing =
                (payload, message) -> {
                    meanwhile.run();
                    switch (awakening) {
                        case SUCCEEDS -> {}
                        case FAILS -> throw new IllegalStateException("too late");
                        case DISCARDS -> throw new Discard("too late");
                    }
                };
        return worker(pausing).maxDeliveries(1);
    }
}
