package workshop.queue;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.rabbitmq.RabbitServer;

/**
 * The connection to RabbitMQ is cut, goes dead, or never comes about; and what RabbitMQ refuses.
 */
class ConnectionTest extends QueueTest {

    private static final String ADDRESS = System.getProperty(QueueServer.PROPERTY);
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Relay relay;
    private final TaskQueue far;
    private final BlockingQueue<Object> handled = new LinkedBlockingQueue<>();

    ConnectionTest() throws Exception {
        relay = new Relay(ADDRESS);
        far = new TaskQueue(new RabbitServer(relay.address()).queue(name));
    }

    @AfterEach
    void close() {
        relay.close();
    }

    @Test
    void a_worker_and_a_sender_go_on_after_the_connection_was_cut() throws Exception {
        try (var running = Background.run(worker())) {
            for (long i = 0; i < 5; i++) {
                far.enqueue("work", i, JSON);
                Object next = handled.poll(60, SECONDS);
                while (next != null && (long) next < i) { // the cut came before its acknowledgement
                    next = handled.poll(60, SECONDS);
                }
                assertThat(next).isEqualTo(i);
                relay.cut();
                Thread.sleep(50);
            }
        }
    }

    @Test
    void a_message_whose_worker_is_cut_off_is_tried_again_and_counted() throws Exception {
        queue.enqueue("work", 7, JSON);
        var tries = new AtomicInteger();
        var again = new CountDownLatch(1);
        var cutOff =
                Worker.on(far)
                        .accept(JSON)
                        .handle(
                                "work",
                                (payload, message) -> {
                                    if (tries.incrementAndGet() == 1) {
                                        relay.cut();
                                    } else {
                                        again.countDown();
                                    }
                                });
        try (var running = Background.run(cutOff)) {
            assertThat(again.await(10, SECONDS)).as("a second try").isTrue();
        }
        assertThat(queue.deadLetters()).isEmpty();
    }

    @Test
    void what_a_worker_held_that_was_cut_off_is_done_before_what_waits() throws Exception {
        for (long i = 0; i < 3; i++) {
            queue.enqueue("work", i, JSON);
        }
        far.broker().pop("cut off", Duration.ZERO);
        relay.cut();
        while (queue.length() < 3) {
            Thread.onSpinWait(); // RabbitMQ must notice first
        }

        worker(queue).drain();

        assertThat(handled).containsExactly(0L, 1L, 2L);
        assertNothingIsLeft();
    }

    @Test
    void a_task_whose_acknowledgement_gets_lost_runs_again() throws Exception {
        queue.enqueue("work", 7, JSON);
        var cutOff =
                Worker.on(far)
                        .accept(JSON)
                        .handle(
                                "work",
                                (payload, message) -> {
                                    relay.goDead();
                                    handled.put(payload);
                                });
        try (var running = Background.run(cutOff)) {
            assertThat(handled.poll(60, SECONDS)).isEqualTo(7L);
        }
        relay.cut();

        try (var running = Background.run(worker(queue))) {
            assertThat(handled.poll(60, SECONDS)).as("by another worker").isEqualTo(7L);
        }
        assertNothingIsLeft();
    }

    @Test
    void a_worker_that_wakes_after_its_connection_was_lost_cannot_acknowledge() throws Exception {
        queue.enqueue("work", 7, JSON);
        var late = far.broker().pop("late", Duration.ZERO).orElseThrow();
        relay.cut();
        while (broker.pop("another", Duration.ZERO).isEmpty()) {
            Thread.onSpinWait(); // RabbitMQ must notice first
        }
        while (!far.broker().pending().isEmpty()) {
            Thread.onSpinWait(); // and the other end
        }

        assertThatThrownBy(() -> far.broker().acknowledge(late))
                .isInstanceOf(UnreachableException.class)
                .hasMessage("The connection to RabbitMQ was lost.");

        assertHeldBy("another");
        broker.removeConsumer("another");
        while (queue.length() == 0) {
            Thread.onSpinWait(); // it is on its way back
        }
        assertThat(queue.length()).isOne();
    }

    @Test
    void close_ends_a_worker_in_two_seconds_when_the_server_is_silent() throws Exception {
        var running = Background.run(worker());
        queue.enqueue("work", 1, JSON);
        assertThat(handled.poll(60, SECONDS)).isEqualTo(1L);
        Thread.sleep(200);
        relay.goDead();

        long start = System.nanoTime();
        running.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }

    @Test
    void a_sender_is_told_that_the_server_does_not_answer() {
        relay.goDead();

        assertThatThrownBy(() -> far.enqueue("work", 1, JSON))
                .isInstanceOf(UnreachableException.class)
                .hasMessageStartingWith("RabbitMQ does not answer: ");
    }

    @Test
    void a_queue_that_takes_no_message_says_so_and_is_usable_afterwards() {
        QueueServer.ofThisRun().refuse(name);

        assertThatThrownBy(() -> queue.enqueue("work", 1, JSON))
                .isExactlyInstanceOf(BrokerException.class)
                .hasMessage(
                        "RabbitMQ refused the message: the queue \"%s\" is full, or someone deletes"
                                + " it just now.",
                        name);
        QueueServer.ofThisRun().delete(name);
        queue.enqueue("work", 1, JSON);
        assertThat(queue.length()).isOne();
    }

    /** Several threads have sent to the one before: each on a channel, which remembers that. */
    @Test
    void a_queue_that_took_another_s_place_takes_messages_at_once() throws Exception {
        for (int turn = 0; turn < 30; turn++) {
            var together = new CyclicBarrier(4);
            Callable<Object> send =
                    () -> {
                        together.await();
                        queue.enqueue("work", 1, JSON);
                        return null;
                    };
            var threads = Executors.newFixedThreadPool(4);
            try {
                for (var sent : threads.invokeAll(Collections.nCopies(4, send))) {
                    sent.get();
                }
            } finally {
                threads.shutdown();
            }
            QueueServer.ofThisRun().refuse(name);
            assertThatThrownBy(() -> queue.enqueue("work", 1, JSON));
            QueueServer.ofThisRun().delete(name);
        }
    }

    /** Its connection is lost meanwhile, so no one tells it that there is room again. */
    @ParameterizedTest
    @EnumSource
    @EnabledIfSystemProperty(named = RabbitControl.FOLDER, matches = ".+")
    void a_sender_that_was_cut_off_while_there_was_no_room_sends_when_there_is(Shortage shortage)
            throws Exception {
        shortage.begin();
        try {
            assertThatThrownBy(() -> far.enqueue("work", 1, JSON))
                    .isExactlyInstanceOf(BrokerException.class)
                    .hasMessage(
                            "RabbitMQ takes no message for now, and says why: %s."
                                    .formatted(shortage.reason));
            relay.cut();
        } finally {
            shortage.end();
        }

        far.enqueue("work", 2, JSON);

        assertThat(queue.length()).isPositive();
    }

    /** A dead letter is a message, too, which RabbitMQ takes only when there is room. */
    @ParameterizedTest
    @EnumSource
    @EnabledIfSystemProperty(named = RabbitControl.FOLDER, matches = ".+")
    void workers_go_on_without_room_and_dead_letters_wait_until_there_is_some(Shortage shortage)
            throws Exception {
        queue.enqueue("work", 1, JSON);
        String unknown = queue.enqueue("unknown", 2, JSON);
        queue.enqueue("work", 3, JSON);
        shortage.begin();
        try {
            assertThatThrownBy(worker(queue)::drain)
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining(shortage.reason);
            assertThat(handled).containsExactly(1L, 3L);
            while (queue.length() != 1) {
                Thread.onSpinWait(); // what is no dead letter is on its way back
            }
        } finally {
            shortage.end();
        }

        worker(queue).drain();

        assertThat(queue.deadLetters()).extracting(DeadLetter::id).containsOnly(unknown);
        assertNothingIsWaitingOrPending();
    }

    @Test
    void a_queue_of_another_kind_is_refused_in_rabbitmqs_words() {
        QueueServer.ofThisRun().refuse(name);

        assertThatThrownBy(queue::length)
                .isExactlyInstanceOf(BrokerException.class)
                .hasMessageContaining("PRECONDITION_FAILED");
    }

    /** The queue is there again before RabbitMQ has told the worker's channel that it was gone. */
    @Test
    void a_queue_that_someone_deleted_is_created_again() throws Exception {
        try (var running = Background.run(worker())) {
            for (long i = 0; i < 4; i++) {
                Thread.sleep(ThreadLocalRandom.current().nextInt(60));
                QueueServer.ofThisRun().delete(name);
                sendUntilTaken(i);

                assertThat(handled.poll(60, SECONDS)).isEqualTo(i);
            }
        }
    }

    @Test
    void a_queue_that_was_deleted_takes_the_next_message() {
        for (int i = 0; i < 100; i++) {
            queue.enqueue("work", i, JSON);
            QueueServer.ofThisRun().delete(name);
        }
        queue.enqueue("work", 1, JSON);
        assertThat(queue.length()).isOne();
    }

    /**
     * A sender creates it while another thread deletes it: both at once would break it for good.
     */
    @Test
    void a_queue_that_is_deleted_while_someone_sends_can_be_used_afterwards() throws Exception {
        var end = new AtomicBoolean();
        var sending = new Thread(() -> sendUntil(end));
        sending.start();
        for (int i = 0; i < 50; i++) {
            QueueServer.ofThisRun().delete(name);
        }
        end.set(true);
        sending.join();

        QueueServer.ofThisRun().delete(name);
        queue.enqueue("work", 1, JSON);
        assertThat(queue.length()).isOne();
    }

    private void sendUntil(AtomicBoolean end) {
        while (!end.get()) {
            try {
                queue.enqueue("work", 1, JSON);
            } catch (BrokerException e) {
                // it is gone just now
            }
        }
    }

    /** Not taken is not lost: while a queue goes and comes, RabbitMQ may refuse, and says so. */
    private void sendUntilTaken(long number) {
        for (boolean taken = false; !taken; ) {
            try {
                queue.enqueue("work", number, JSON);
                taken = true;
            } catch (BrokerException e) {
                assertThat(e).hasMessageContaining("someone deletes");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-reason", "x-delivery-count", "x-death", "CC"})
    void a_header_that_is_rabbitmqs_own_is_refused_at_the_call(String header) {
        assertThatThrownBy(() -> queue.enqueue(message().withHeader(header, "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"%s\" is a header that RabbitMQ or the queue sets", header);
        assertNothingIsLeft();
    }

    @Test
    void a_name_that_is_too_long_for_amqp_is_refused_at_the_call() {
        assertThatThrownBy(() -> queue.enqueue(message().withHeader("é".repeat(128), "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "RabbitMQ carries names and content types of at most 255 bytes; one has"
                                + " 256: ééé");
        assertNothingIsLeft();
    }

    @Test
    void headers_that_are_too_large_for_amqp_are_refused_at_the_call() {
        var headers = new HashMap<String, String>();
        headers.put("large", "x".repeat(140_000));
        var tooLarge = new Message("", "work", JSON.contentType(), headers, new byte[0]);

        assertThatThrownBy(() -> queue.enqueue(tooLarge))
                .isInstanceOf(IllegalArgumentException.class);
        assertNothingIsLeft();
    }

    @Test
    void a_wrong_password_a_missing_server_and_no_address_are_told_apart() throws Exception {
        assertThatThrownBy(() -> new RabbitServer(ADDRESS.replace("guest:guest", "guest:wrong")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("wants another user or password")
                .hasMessageNotContaining("guest:wrong");
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThatThrownBy(() -> new RabbitServer("amqp://guest:guest@127.0.0.1:" + port))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("No RabbitMQ answers at 127.0.0.1:%d: ", port);
        assertThatThrownBy(() -> new RabbitServer("redis://localhost:6379"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("amqp://guest:guest@localhost:5672");
    }

    private static Message message() {
        return Message.of("work", JSON.contentType(), "1".getBytes(StandardCharsets.UTF_8));
    }

    private Worker worker() {
        return worker(far);
    }

    private Worker worker(TaskQueue queue) {
        return Worker.on(queue)
                .accept(JSON)
                .handle("work", (payload, message) -> handled.put(payload));
    }
}
