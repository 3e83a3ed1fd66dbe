package workshop.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;
import workshop.queue.Discard;
import workshop.queue.JsonSerializer;
import workshop.queue.Message;
import workshop.queue.RedisStream;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/** Redis on Windows is a 5.0, so a queue may use only the commands and options of that version. */
class RedisCommandsTest {

    /**
     * Those inside scripts, too. By CLIENT SETINFO Jedis introduces itself; a 5.0 refuses it, which
     * Jedis ignores.
     */
    private static final List<String> FORMS =
            List.of(
                    "CLIENT SETINFO .*",
                    "XGROUP CREATE \\S+ workers 0 MKSTREAM",
                    "XADD \\S+ \\* .*",
                    "XREADGROUP GROUP workers \\S+ COUNT 1 (BLOCK \\d+ )?STREAMS \\S+ >",
                    "XPENDING \\S+ workers \\d+-\\d+ (\\+|\\d+-\\d+) \\d+",
                    "XPENDING \\S+ workers - \\+ 1 \\S+",
                    "XINFO CONSUMERS \\S+ workers",
                    "XGROUP DELCONSUMER \\S+ workers \\S+",
                    "XCLAIM \\S+ workers \\S+ 0 \\d+-\\d+",
                    "XACK \\S+ workers \\d+-\\d+",
                    "XDEL \\S+ \\d+-\\d+",
                    "XLEN \\S+",
                    "XRANGE \\S+ (- \\+|\\d+-\\d+ \\d+-\\d+)",
                    "XREVRANGE \\S+ 0-1 0-1",
                    "(XADD|XCLAIM|XREADGROUP) .* no id( field value)?",
                    "EVAL .*",
                    "MULTI",
                    "EXEC");

    @Test
    void a_queue_uses_only_commands_and_options_of_redis_5_0() {
        try (var server = EmbeddedRedis.start();
                var observer = new Jedis(server.uri())) {
            observer.configSet("slowlog-max-len", "10000");
            observer.configSet("slowlog-log-slower-than", "0");

            try (var client = RedisClient.create(server.uri())) {
                useEverything(client);
            }

            assertThat(observer.slowlogGet(10_000))
                    .map(entry -> String.join(" ", entry.getArgs()))
                    .filteredOn(command -> !command.startsWith("CONFIG "))
                    .hasSizeGreaterThan(20)
                    .allMatch(RedisCommandsTest::isKnownToRedis5, "has a form that Redis 5.0 knows")
                    .anyMatch(command -> command.startsWith("XCLAIM "));
        }
    }

    private static boolean isKnownToRedis5(String command) {
        return FORMS.stream().anyMatch(form -> command.matches("(?is)" + form));
    }

    /** Success, failure, refusal, a dead worker. */
    private static void useEverything(RedisClient client) {
        var broker = new RedisStream(client, "everything");
        var queue = new TaskQueue(broker);
        var json = new JsonSerializer();
        queue.enqueue("succeed", 1, json);
        queue.enqueue("fail", 2, json);
        queue.enqueue("discard", 3, json);
        queue.enqueue(Message.of("succeed", "text/plain", new byte[0]));
        broker.pop("the-dead", Duration.ZERO);
        Worker.on(queue)
                .accept(json)
                .lease(Duration.ZERO)
                .retryAfter(Duration.ofMillis(10))
                .handle("succeed", (payload, message) -> {})
                .handle("fail", RedisCommandsTest::fail)
                .handle("discard", RedisCommandsTest::discard)
                .drain();
        assertThat(queue.length()).isZero();
        assertThat(queue.deadLetters()).hasSize(3);
    }

    private static void fail(Object payload, Message message) {
        throw new IllegalStateException("again");
    }

    private static void discard(Object payload, Message message) {
        throw new Discard("never");
    }
}
