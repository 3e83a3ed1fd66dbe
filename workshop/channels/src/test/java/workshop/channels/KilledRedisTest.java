package workshop.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;
import workshop.redis.EmbeddedRedis;

/**
 * A Redis of its own is killed, as {@code kill -9} does, under Django and Java; then it is started
 * again on its port.
 */
class KilledRedisTest extends ChannelsTest {

    private static final String[] NOTHING_ON_DISK = {};
    private static final String[] ALL_ON_DISK = {"--appendonly", "yes", "--appendfsync", "always"};

    @TempDir Path folder;

    private final int port;
    private EmbeddedRedis redis;

    KilledRedisTest() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    private void start(String... persistence) throws IOException {
        var settings = new ArrayList<>(List.of("--dir", folder.toString()));
        settings.addAll(List.of(persistence));
        redis = EmbeddedRedis.start(port, settings.toArray(String[]::new));
    }

    private void kill() {
        redis.close();
    }

    @AfterEach
    void end() {
        redis.close();
    }

    private String layer() {
        return "{'hosts': ['%s']}".formatted(redis.uri());
    }

    @Test
    void what_waits_in_a_redis_that_writes_each_command_is_there_again() throws Exception {
        start(ALL_ON_DISK);
        bothSend();
        kill();
        start(ALL_ON_DISK);

        try (var client = RedisClient.create(redis.uri())) {
            worker(client).drain();
        }

        assertThat(handled).containsExactly(Map.of("by", "Django"), Map.of("by", "Java"));
    }

    /** Both senders had been told nothing else than that it was sent. */
    @Test
    void what_waits_in_a_redis_that_writes_nothing_is_gone_without_a_word() throws Exception {
        start(NOTHING_ON_DISK);
        bothSend();
        kill();
        start(NOTHING_ON_DISK);

        try (var client = RedisClient.create(redis.uri())) {
            worker(client).drain();

            assertThat(new ChannelQueue(client, name).deadLetters()).isEmpty();
        }
        assertThat(handled).isEmpty();
    }

    private void bothSend() throws IOException {
        try (var web = Django.web(layer());
                var client = RedisClient.create(redis.uri())) {
            var message = "'%s', {'type': 'forum.news', 'by': 'Django'}".formatted(name);
            assertThat(web.call("send", message)).isEqualTo("sent");
            new Channel(client, name, Layer.DEFAULT).send("forum.news", Map.of("by", "Java"));
        }
    }

    private Worker worker(RedisClient client) {
        return Worker.on(new TaskQueue(new ChannelQueue(client, name)))
                .accept(MSGPACK)
                .handle("forum.news", (payload, message) -> handled.add(payload));
    }

    @Test
    void a_java_worker_goes_on_and_what_it_held_runs_once() throws Exception {
        start(ALL_ON_DISK);
        var holding = new CountDownLatch(1);
        var isBack = new CountDownLatch(1);
        BlockingQueue<Object> done = new LinkedBlockingQueue<>();
        try (var client = RedisClient.create(redis.uri())) {
            var worker =
                    Worker.on(new TaskQueue(new ChannelQueue(client, name)))
                            .accept(MSGPACK)
                            .handle(
                                    "forum.news",
                                    (payload, message) -> {
                                        holding.countDown();
                                        isBack.await();
                                        done.add(payload);
                                    });
            var run =
                    new FutureTask<>(
                            () -> {
                                worker.run();
                                return null;
                            });
            new Thread(run, "worker").start();
            new Channel(client, name, Layer.DEFAULT).send("forum.news", Map.of("n", 1));
            assertThat(holding.await(1, TimeUnit.MINUTES)).isTrue();
            kill();
            start(ALL_ON_DISK);
            isBack.countDown();
            try (var other = RedisClient.create(redis.uri())) {
                new Channel(other, name, Layer.DEFAULT).send("forum.news", Map.of("n", 2));

                assertThat(done.poll(1, TimeUnit.MINUTES)).isEqualTo(Map.of("n", 1L));
                assertThat(done.poll(1, TimeUnit.MINUTES)).isEqualTo(Map.of("n", 2L));
                worker.close();
                run.get(1, TimeUnit.MINUTES);
                assertThat(new ChannelQueue(other, name).length()).isZero();
            }
        }
        assertThat(done).isEmpty();
    }

    @Test
    void a_django_worker_stops_and_the_next_one_gets_what_is_left() throws Exception {
        start(ALL_ON_DISK);
        try (var worker = Django.worker(name, layer());
                var client = RedisClient.create(redis.uri())) {
            new Channel(client, name, Layer.DEFAULT).send("forum.join", joining());
            await(() -> client.exists("asgi" + name + "-answers"));
            kill();

            assertThat(worker.exitCode()).isNotZero();
        }
        start(ALL_ON_DISK);
        try (var client = RedisClient.create(redis.uri())) {
            new Channel(client, name, Layer.DEFAULT).send("forum.join", joining());
            kill();
            start(ALL_ON_DISK);
        }
        try (var next = Django.worker(name, layer());
                var client = RedisClient.create(redis.uri())) {
            await(() -> client.zcard("asgi" + name + "-answers") == 2);

            assertThat(client.zcard("asgi" + name + "-answers")).isEqualTo(2);
        }
    }

    private Map<String, ?> joining() {
        return Map.of("group", "none", "reply", name + "-answers");
    }
}
