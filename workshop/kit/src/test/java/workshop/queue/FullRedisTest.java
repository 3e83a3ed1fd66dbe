package workshop.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisDataException;
import workshop.redis.EmbeddedRedis;

/**
 * A server that has no memory left, and may evict nothing, refuses every command that needs more.
 */
@Tag("redis")
class FullRedisTest {

    private static final Serializer JSON = new JsonSerializer();

    private final EmbeddedRedis server = EmbeddedRedis.start();
    private final RedisClient client = RedisClient.create(server.uri());
    private final TaskQueue queue = new TaskQueue(client, "full");
    private final List<Object> handled = new ArrayList<>();

    @BeforeEach
    void twoMessagesAndNoRoomForMore() {
        queue.enqueue("work", 7, JSON);
        queue.enqueue("discard", 8, JSON);
        client.configSet("maxmemory-policy", "noeviction");
        client.configSet("maxmemory", "1");
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void the_sender_is_told_at_the_call() {
        assertThatThrownBy(() -> queue.enqueue("work", 9, JSON))
                .isInstanceOf(JedisDataException.class)
                .hasMessageStartingWith("OOM");

        assertThat(queue.length()).isEqualTo(2);
    }

    @Test
    void workers_go_on_and_dead_letters_wait_until_there_is_room() {
        assertThatThrownBy(worker()::drain).isInstanceOf(JedisDataException.class);
        assertThat(handled).containsExactly(7L);
        assertThat(queue.length()).isOne();

        client.configSet("maxmemory", "0");
        worker().drain();

        assertThat(queue.length()).isZero();
        assertThat(queue.deadLetters())
                .extracting(DeadLetter::reason)
                .containsExactly("8 is too much.");
    }

    private Worker worker() {
        return Worker.on(queue)
                .accept(JSON)
                .lease(Duration.ZERO)
                .handle("work", (payload, message) -> handled.add(payload))
                .handle("discard", FullRedisTest::discard);
    }

    private static void discard(Object payload, Message message) {
        throw new Discard(payload + " is too much.");
    }
}
