package workshop.queue;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import redis.clients.jedis.RedisClient;
import workshop.redis.EmbeddedRedis;

/** The server is there and says nothing, as when a cable is pulled. */
@Tag("redis")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals that pause a process")
class SilentServerTest {

    private static final Serializer JSON = new JsonSerializer();
    private static final Duration SOON = Duration.ofSeconds(2);

    private final EmbeddedRedis server = EmbeddedRedis.start();
    private final RedisClient client = RedisClient.create(server.uri());
    private final TaskQueue queue = new TaskQueue(client, "silent");
    private final String pid = client.info("server").replaceAll("(?s).*process_id:(\\d+).*", "$1");
    private final CountDownLatch inTask = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final List<Object> runs = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        signal("CONT");
        client.close();
        server.close();
    }

    @Test
    void close_ends_a_worker_that_waits_for_a_message() throws Exception {
        var running = waiting();
        signal("STOP");

        assertThat(timeOf(running::close)).isLessThan(SOON);
    }

    @Test
    void an_interrupt_ends_a_worker_that_waits_for_a_message() throws Exception {
        var running = waiting();
        signal("STOP");

        running.interrupt();

        assertThat(timeOf(() -> assertThatThrownBy(running::join))).isLessThan(SOON);
    }

    @Test
    void close_ends_a_worker_that_has_just_done_a_task() throws Exception {
        queue.enqueue("work", 1, JSON);
        var running = Background.run(worker());
        assertThat(inTask.await(60, SECONDS)).isTrue();
        signal("STOP");

        goOn.countDown();

        assertThat(timeOf(running::close)).isLessThan(SOON);
    }

    @Test
    void what_was_done_is_acknowledged_when_the_server_is_back_and_nothing_runs_twice()
            throws Exception {
        queue.enqueue("work", 1, JSON);
        try (var running = Background.run(worker())) {
            assertThat(inTask.await(60, SECONDS)).isTrue();
            signal("STOP");
            goOn.countDown();
            Thread.sleep(2_500); // longer than any of its time-outs
            signal("CONT");

            queue.enqueue("work", 2, JSON);
            while (queue.length() > 0) {
                Thread.onSpinWait();
            }
        }
        assertThat(runs).containsExactly(1L, 2L);
        assertThat(queue.deadLetters()).isEmpty();
    }

    private interface Action {
        void run() throws Exception;
    }

    private static Duration timeOf(Action action) throws Exception {
        long start = System.nanoTime();
        action.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private Background waiting() {
        var running = Background.run(worker());
        while (!client.info("clients").contains("blocked_clients:1")) {
            Thread.onSpinWait();
        }
        return running;
    }

    private Worker worker() {
        return Worker.on(queue)
                .accept(JSON)
                .handle(
                        "work",
                        (payload, message) -> {
                            inTask.countDown();
                            goOn.await();
                            runs.add(payload);
                        });
    }

    private void signal(String name) throws Exception {
        new ProcessBuilder(List.of("kill", "-" + name, pid)).inheritIO().start().waitFor();
    }
}
