package workshop.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The server is killed, paused, filled, flushed and trimmed while messages are on their way, and
 * someone takes the dead letters' key for something else. Afterwards each of them is done or a dead
 * letter, never both, and no delivery has come twice.
 *
 * <pre>
 * mvn test -f solutions -pl :kit -Dgroups=faults
 * mvn test -f solutions -pl :kit -Dgroups=faults -Dworkshop.server=/usr/bin/redis-server
 * </pre>
 */
@Tag("faults")
@Tag("redis")
// Where that is enabled: each has a server of its own, and waits most of the time.
@Execution(ExecutionMode.CONCURRENT)
class QueueFaultsTest {

    private static final int MESSAGES = 1_000;
    private static final int FAULTS = 5;
    private static final String DEAD = RedisStream.deadLettersOf("faults");
    private static final Serializer JSON = new JsonSerializer();

    /** Empties the stream, and tells which entries no worker held. */
    private static final String TRIM =
            """
            local held, waiting = {}, {}
            for _, it in ipairs(redis.call('XPENDING', KEYS[1], 'workers', '-', '+', 10000)) do
              held[it[1]] = true
            end
            for _, it in ipairs(redis.call('XRANGE', KEYS[1], '-', '+')) do
              if not held[it[1]] then waiting[#waiting + 1] = it[1] end
            end
            redis.call('XTRIM', KEYS[1], 'MAXLEN', 0)
            return waiting
            """;

    // One script each: a letter that came between two commands would be overwritten by the test.
    private static final String OCCUPY =
            """
            if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('RENAME', KEYS[1], KEYS[2]) end
            redis.call('SET', KEYS[1], 'something else')
            """;
    private static final String GIVE_BACK =
            """
            redis.call('DEL', KEYS[1])
            if redis.call('EXISTS', KEYS[2]) == 1 then redis.call('RENAME', KEYS[2], KEYS[1]) end
            """;

    @TempDir Path folder;

    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Set<String> done = ConcurrentHashMap.newKeySet();
    private final Set<String> deliveries = ConcurrentHashMap.newKeySet();
    private final Set<String> excused = ConcurrentHashMap.newKeySet();
    private final Set<String> deliveredTwice = ConcurrentHashMap.newKeySet();
    private final AtomicInteger unsure = new AtomicInteger();
    private final List<Duration> closing = new ArrayList<>();
    private final Object sending = new Object();

    enum Fault {
        KILL,
        PAUSE,
        FILL,
        FLUSH,
        TRIM,
        KEY_OF_ANOTHER_TYPE
    }

    @ParameterizedTest
    @EnumSource
    void every_message_has_one_fate(Fault fault) throws Exception {
        assumeTrue(fault != Fault.KILL || BreakableServer.isDurable(), "it keeps nothing on disk");
        try (var server = new BreakableServer(folder);
                var client = RedisClient.create(server.uri())) {
            var queue = new TaskQueue(recording(new RedisStream(client, "faults")));
            var workers = new ArrayList<Background>();
            for (int i = 0; i < 3; i++) {
                workers.add(Background.run(worker(queue)));
            }
            var sender = CompletableFuture.runAsync(() -> send(queue));
            for (int i = 1; i <= FAULTS; i++) {
                int share = i * MESSAGES / (FAULTS + 1);
                until(() -> sent.size() >= share);
                happen(fault, server, client);
            }
            sender.get();
            until(() -> queue.length() == 0);
            for (var worker : workers) {
                worker.close();
            }
            requireBalance(fault, queue.deadLetters());
        }
    }

    private void happen(Fault fault, BreakableServer server, RedisClient client) throws Exception {
        switch (fault) {
            case KILL -> server.restart();
            case PAUSE -> {
                var idle = Background.run(Worker.on(new TaskQueue(client, "idle")).accept(JSON));
                server.signal("STOP");
                Thread.sleep(500);
                long start = System.nanoTime();
                idle.close();
                closing.add(Duration.ofNanos(System.nanoTime() - start));
                Thread.sleep(2_000);
                server.signal("CONT");
            }
            case FILL -> {
                client.configSet("maxmemory", "1");
                Thread.sleep(500);
                client.configSet("maxmemory", "0");
            }
            case FLUSH -> {
                synchronized (sending) {
                    client.flushAll();
                    excused.addAll(sent);
                }
            }
            case KEY_OF_ANOTHER_TYPE -> {
                client.eval(OCCUPY, 2, DEAD, "kept");
                Thread.sleep(500);
                client.eval(GIVE_BACK, 2, DEAD, "kept");
            }
            case TRIM -> {
                Object waiting = client.eval(TRIM.getBytes(UTF_8), 1, "faults".getBytes(UTF_8));
                ((List<?>) waiting).forEach(id -> excused.add(Utf8.text(id)));
            }
        }
    }

    /** What no reply confirmed is sent again, like a relay would. */
    private void send(TaskQueue queue) {
        for (int i = 0; i < MESSAGES; ) {
            String task = i % 10 == 3 ? "discard" : i % 10 == 7 ? "fail" : "work";
            try {
                synchronized (sending) {
                    sent.add(queue.enqueue(task, i, JSON));
                }
                i++;
                Thread.sleep(2);
            } catch (JedisException e) {
                unsure.incrementAndGet();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Worker worker(TaskQueue queue) {
        return Worker.on(queue)
                .accept(JSON)
                .lease(Duration.ofSeconds(1))
                .retryAfter(Duration.ofMillis(20))
                .maxDeliveries(20)
                .handle(
                        "work",
                        (payload, message) -> {
                            Thread.sleep(3);
                            done.add(message.id());
                        })
                .handle("discard", (payload, message) -> refuse(new Discard("of no use")))
                .handle("fail", (payload, message) -> refuse(new IllegalStateException("no luck")));
    }

    private static void refuse(RuntimeException failure) throws InterruptedException {
        Thread.sleep(3);
        throw failure;
    }

    /** Remembers each delivery, and whether it came twice. */
    private Broker recording(RedisStream stream) {
        return (Broker)
                Proxy.newProxyInstance(
                        Broker.class.getClassLoader(),
                        new Class<?>[] {Broker.class},
                        (proxy, method, arguments) -> {
                            try {
                                Object answer = method.invoke(stream, arguments);
                                record(answer instanceof Optional<?> it ? it.orElse(null) : answer);
                                return answer;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    private void record(Object answer) {
        if (answer instanceof List<?> list) {
            list.forEach(this::record);
        } else if (answer instanceof Delivery delivery && !delivery.fields().flat().isEmpty()) {
            String key = delivery.id() + " x" + delivery.count();
            if (!deliveries.add(key)) {
                deliveredTwice.add(key);
            }
        }
    }

    private void requireBalance(Fault fault, List<DeadLetter> letters) {
        var dead = letters.stream().map(DeadLetter::id).toList();
        var lost = new HashSet<>(sent);
        lost.removeAll(done);
        dead.forEach(lost::remove);
        lost.removeAll(excused);
        var both = new HashSet<>(dead);
        both.retainAll(done);
        System.out.printf(
                "%s x%d on %s: sent %d (%d tries unconfirmed), done %d, dead %d, taken by the fault"
                        + " %d, lost %d, in two fates %d, deliveries %d, the same twice %d%n",
                fault,
                FAULTS,
                BreakableServer.NAME,
                sent.size(),
                unsure.get(),
                done.size(),
                dead.size(),
                excused.size(),
                lost.size(),
                both.size(),
                deliveries.size(),
                deliveredTwice.size());
        assertThat(lost).as("lost").isEmpty();
        assertThat(closing)
                .as("how long close() took while the server was paused")
                .allMatch(it -> it.compareTo(Duration.ofSeconds(2)) < 0);
        assertThat(dead).as("dead letters").doesNotHaveDuplicates();
        assertThat(deliveredTwice).as("the same delivery twice").isEmpty();
        if (fault != Fault.TRIM) { // a task that was done may be trimmed before its acknowledgement
            assertThat(both).as("done and dead").isEmpty();
        }
    }

    private interface Condition {
        boolean holds();
    }

    /** An exception counts as "not yet": the server may be away. */
    private static void until(Condition condition) throws InterruptedException {
        while (true) {
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (JedisException e) {
                Thread.sleep(20);
            }
            Thread.sleep(5);
        }
    }
}
