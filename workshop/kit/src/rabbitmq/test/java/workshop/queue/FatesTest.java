package workshop.queue;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.rabbitmq.RabbitQueue;
import workshop.rabbitmq.RabbitServer;

/**
 * A message has one of four fates: waiting, held, done or dead letter. Here a process dies after
 * every single frame of AMQP that it sends or gets, and another worker goes on.
 */
class FatesTest {

    private static final String ADDRESS = System.getProperty(QueueServer.PROPERTY);
    private static final Serializer JSON = new JsonSerializer();

    /** They wait most of the time. */
    private static final int AT_ONCE = 8;

    /** As long as it takes RabbitMQ to give back what a dead worker held, many times over. */
    private static final Duration TO_COME_BACK = Duration.ofSeconds(30);

    /** For what may come back, or may be done. */
    private static final Duration MOMENT = Duration.ofMillis(300);

    /** How a process dies: after so many frames. */
    private interface Death {
        String fate(FrameRelay relay, Queues far, Queues near) throws Exception;
    }

    /** The kit's queue, and a classic one that others have, too. */
    private record Queues(RabbitQueue ours, RabbitQueue theirs) {

        static Queues of(RabbitServer server, String name) {
            return new Queues(server.queue(name), server.queue(theirs(name), Map.of()));
        }

        static String theirs(String name) {
            return name + ":theirs";
        }

        TaskQueue tasks() {
            return new TaskQueue(ours);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "succeed, drains", "fail, drains", "discard, drains",
        "succeed, runs", "fail, runs", "discard, runs"
    })
    void wherever_a_worker_dies_its_message_is_done_or_a_dead_letter(String task, String mode)
            throws Exception {
        var fates =
                afterEveryFrame(
                        (relay, far, near) -> worker(task, mode, relay, far.tasks(), near.tasks()));

        System.out.printf("%s, a worker that %s: %s%n", task, mode, counted(fates));
        if (task.equals("succeed")) {
            assertThat(fates).containsOnly("done");
        } else {
            // Between the dead letter and the acknowledgement, a crash leaves both.
            assertThat(fates).containsOnly("dead letter", "dead letter twice");
        }
    }

    @Test
    void wherever_a_sender_dies_its_message_is_there_once_or_the_sender_is_told() throws Exception {
        var fates = afterEveryFrame(FatesTest::sender);

        System.out.printf("A sender: %s%n", counted(fates));
        assertThat(fates).containsOnly("not enqueued, told", "waiting, told", "waiting");
    }

    /** So moves the bridge to Celery what it takes from Celery's queue. */
    @Test
    void wherever_a_mover_dies_its_message_is_in_one_queue_or_in_both() throws Exception {
        var fates = afterEveryFrame(FatesTest::mover);

        System.out.printf("A mover: %s%n", counted(fates));
        // Between the confirm of the second queue and the acknowledgement, a crash leaves both.
        assertThat(fates).containsOnly("in the first", "in both", "in the second");
    }

    /** The fate of a message after no frame, one frame, and so on, until nothing dies any more. */
    private static List<String> afterEveryFrame(Death death) throws Exception {
        var all = new AtomicInteger();
        fateAfter(Integer.MAX_VALUE, death, all);
        var threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            var running = new ArrayList<Future<String>>();
            for (int frames = 0; frames <= all.get(); frames++) {
                int most = frames;
                running.add(threads.submit(() -> fateAfter(most, death, new AtomicInteger())));
            }
            var fates = new ArrayList<String>();
            for (var fate : running) {
                fates.add(get(fate));
            }
            return fates;
        } finally {
            threads.shutdownNow();
        }
    }

    private static String get(Future<String> fate) throws Exception {
        try {
            return fate.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static String fateAfter(int frames, Death death, AtomicInteger passed)
            throws Exception {
        String name = "fates:" + UUID.randomUUID();
        try (var relay = new FrameRelay(ADDRESS)) {
            var near = Queues.of((RabbitServer) QueueServer.ofThisRun(), name);
            var far = Queues.of(new RabbitServer(relay.address()), name);
            relay.endAfter(frames);
            String fate = death.fate(relay, far, near);
            passed.set(relay.passed());
            return fate;
        } finally {
            QueueServer.ofThisRun().delete(name);
            QueueServer.ofThisRun().delete(Queues.theirs(name));
        }
    }

    private static String worker(
            String task, String mode, FrameRelay relay, TaskQueue far, TaskQueue near)
            throws Exception {
        near.enqueue(task, 1, JSON);
        var runs = new AtomicInteger();
        if (mode.equals("runs")) {
            try (var running = Background.run(worker(far, runs))) {
                await(TO_COME_BACK, () -> relay.hasEnded() || relay.hasAcknowledged());
            }
        } else {
            try {
                worker(far, runs).drain();
            } catch (BrokerException e) {
                assertThat(relay.hasEnded()).as("%s", e).isTrue();
            }
        }
        boolean mayBeDone = relay.hasAcknowledged();
        boolean isBack = await(mayBeDone ? MOMENT : TO_COME_BACK, () -> near.length() > 0);
        if (!isBack && !mayBeDone) {
            return "LOST after %s frames".formatted(relay.passed());
        }
        worker(near, runs).drain();
        return fate(near, runs.get());
    }

    private static Worker worker(TaskQueue queue, AtomicInteger runs) {
        return Worker.on(queue)
                .accept(JSON)
                .maxDeliveries(2)
                .retryAfter(Duration.ZERO)
                .handle("succeed", (payload, message) -> runs.incrementAndGet())
                .handle(
                        "fail",
                        (payload, message) -> {
                            throw new IllegalStateException("no luck");
                        })
                .handle(
                        "discard",
                        (payload, message) -> {
                            throw new Discard("of no use");
                        });
    }

    private static String fate(TaskQueue near, int runs) {
        var fates = new ArrayList<String>();
        if (runs > 0) {
            fates.add("done");
        }
        var dead = near.deadLetters().stream().map(DeadLetter::id).toList();
        if (!dead.isEmpty()) {
            fates.add(dead.size() == 2 ? "dead letter twice" : "dead letter");
        }
        assertThat(dead.stream().distinct().count()).as("messages").isLessThanOrEqualTo(1);
        if (near.length() > 0) {
            fates.add("waiting");
        }
        return fates.isEmpty() ? "LOST" : String.join(" and ", fates);
    }

    private static String sender(FrameRelay relay, Queues far, Queues near) {
        boolean isTold = false;
        try {
            far.tasks().enqueue("succeed", 1, JSON);
        } catch (BrokerException e) {
            isTold = true;
        }
        await(isTold ? MOMENT : TO_COME_BACK, () -> near.ours.length() > 0);
        var runs = new AtomicInteger();
        worker(near.tasks(), runs).drain();
        assertThat(runs.get()).as("runs").isLessThanOrEqualTo(1);
        return (runs.get() == 1 ? "waiting" : "not enqueued") + (isTold ? ", told" : "");
    }

    private static String mover(FrameRelay relay, Queues far, Queues near) throws Exception {
        near.theirs.add(Fields.of(Message.of("work", JSON.contentType(), JSON.dumps(1))));
        try {
            far.theirs.passOn(far.theirs.next(List.of(), "mover", 1, Duration.ZERO), far.ours);
        } catch (BrokerException e) {
            assertThat(relay.hasEnded()).as("%s", e).isTrue();
        }
        boolean mayBeDone = relay.hasAcknowledged();
        boolean isInTheFirst =
                await(mayBeDone ? MOMENT : TO_COME_BACK, () -> near.theirs.length() > 0);
        boolean isInTheSecond = near.ours.length() > 0;
        if (isInTheFirst) {
            return isInTheSecond ? "in both" : "in the first";
        }
        return isInTheSecond ? "in the second" : "LOST after %s frames".formatted(relay.passed());
    }

    private static boolean await(Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() {
        try {
            MILLISECONDS.sleep(5);
        } catch (InterruptedException e) {
            throw new IllegalStateException("No one interrupts it.", e);
        }
    }

    private static Map<String, Integer> counted(List<String> fates) {
        var counts = new TreeMap<String, Integer>();
        fates.forEach(fate -> counts.merge(fate, 1, Integer::sum));
        return counts;
    }
}
