package workshop.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;
import workshop.redis.EmbeddedRedis;

/** A server, a user or a client that is not the usual one works, or is refused at the start. */
@Tag("redis")
class OtherServersTest {

    private static final Serializer JSON = new JsonSerializer();
    private static final String RIGHTS =
            "xgroup xadd eval xreadgroup xpending xclaim xrange xrevrange xack xdel xinfo";

    @Test
    void a_client_that_speaks_resp3_works_like_any_other() {
        try (var server = EmbeddedRedis.start();
                var redis = client(server, "", "?protocol=3")) {
            everyFate(redis, "resp3");
        }
    }

    @Test
    void a_user_with_the_rights_that_the_readme_lists_can_do_everything() {
        try (var server = EmbeddedRedis.start();
                var redis = user(server, RIGHTS.split(" "))) {
            everyFate(redis, "rights");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"eval", "xclaim", "xinfo", "xreadgroup", "xack"})
    void a_worker_with_a_right_too_few_is_refused_at_the_start(String missing) throws Exception {
        var rights = new ArrayList<>(List.of(RIGHTS.split(" ")));
        rights.remove(missing);
        try (var server = EmbeddedRedis.start();
                var redis = user(server, rights.toArray(String[]::new))) {
            var queue = new TaskQueue(redis, "rights");
            queue.enqueue("work", 1, JSON);
            var worker = Worker.on(queue).accept(JSON);

            assertThatThrownBy(worker::drain)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Not every command that the queue needs is allowed")
                    .hasMessageFindingMatch("(?i)Refused: .*" + missing);
            assertThatThrownBy(() -> Background.run(worker).join())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void a_user_who_may_have_no_stream_is_told_which_rights_are_missing() {
        try (var server = EmbeddedRedis.start();
                var redis = user(server, "get")) {
            assertThatThrownBy(() -> new TaskQueue(redis, "rights"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("A sender needs XGROUP and XADD.");
        }
    }

    @Test
    void on_a_cluster_a_queue_needs_a_hash_tag(@TempDir Path folder) throws Exception {
        int port = freePort();
        String nodes = folder.resolve("nodes.conf").toString();
        try (var server =
                        EmbeddedRedis.start(
                                port, "--cluster-enabled", "yes", "--cluster-config-file", nodes);
                var node = new Jedis(server.uri())) {
            node.clusterAddSlots(IntStream.range(0, 16_384).toArray());
            while (!node.clusterInfo().contains("cluster_state:ok")) {
                Thread.onSpinWait();
            }
            var address = Set.of(new HostAndPort("127.0.0.1", port));
            try (var cluster = RedisClusterClient.create(address);
                    var plain = client(server, "", "")) {
                for (var redis : List.<UnifiedJedis>of(cluster, plain)) {
                    var worker = Worker.on(new TaskQueue(redis, "moderation"));
                    assertThatThrownBy(worker::drain)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("name it \"{moderation}\"");
                    everyFate(redis, "{moderation}");
                }
            }
        }
    }

    /** Each of them once: done, done at the second try, taken over, dead. */
    private static void everyFate(UnifiedJedis redis, String name) {
        var broker = new RedisStream(redis, name);
        var queue = new TaskQueue(broker);
        redis.del(name, RedisStream.deadLettersOf(name));
        broker.add(
                List.of(
                        Fields.of(message("work", "1")),
                        Fields.of(message("fail", "2")),
                        Fields.of(message("none", "3"))));
        broker.pop("the dead", Duration.ZERO);
        var handled = new ArrayList<>();
        Worker.on(queue)
                .accept(JSON)
                .lease(Duration.ZERO)
                .retryAfter(Duration.ZERO)
                .handle("work", (payload, message) -> handled.add(payload))
                .handle(
                        "fail",
                        (payload, message) -> {
                            handled.add(payload);
                            throw new IllegalStateException("no luck");
                        })
                .drain();

        assertThat(handled).containsExactly(1L, 2L, 2L, 2L);
        assertThat(queue.length()).isZero();
        assertThat(queue.deadLetters()).hasSize(2);
    }

    private static Message message(String task, String body) {
        return Message.of(task, JSON.contentType(), body.getBytes());
    }

    private static RedisClient user(EmbeddedRedis server, String... commands) {
        try (var admin = new Jedis(server.uri())) {
            var rules = new ArrayList<>(List.of("reset", "on", ">secret", "~*", "+xlen", "+del"));
            List.of(commands).forEach(command -> rules.add("+" + command));
            admin.aclSetUser("limited", rules.toArray(String[]::new));
        }
        return client(server, "limited:secret@", "");
    }

    private static RedisClient client(EmbeddedRedis server, String user, String options) {
        String address = "redis://%s127.0.0.1:%s%s";
        var uri = URI.create(address.formatted(user, server.uri().getPort(), options));
        return RedisClient.builder().fromURI(uri).build();
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
