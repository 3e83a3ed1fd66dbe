package workshop.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;
import workshop.redis.Redis;

/** Each round trip borrows a connection from the pool once, so the pool can count them. */
@Tag("redis")
class RoundTripsTest extends QueueTest {

    private static final int MESSAGES = 50;

    private final RedisClient client = RedisClient.builder().fromURI(Redis.uri()).build();
    private final RedisStream counted = new RedisStream(client, name);
    private final Message message = Message.of("count", JSON.contentType(), "1".getBytes(UTF_8));

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void many_messages_are_enqueued_in_one_in_their_order() {
        long before = trips();

        var ids = counted.add(Collections.nCopies(MESSAGES, Fields.of(message)));

        assertThat(trips() - before).isOne();
        assertThat(ids).hasSize(MESSAGES).doesNotHaveDuplicates();
        assertThat(counted.next(List.of(), "me", MESSAGES, Duration.ZERO))
                .extracting(Delivery::id)
                .isEqualTo(ids);
    }

    @Test
    void a_worker_needs_one_for_each_message_and_acknowledges_it() {
        counted.add(Collections.nCopies(MESSAGES, Fields.of(message)));
        var handled = new ArrayList<String>();
        long before = trips();

        Worker.on(new TaskQueue(counted))
                .accept(JSON)
                .handle("count", (payload, message) -> handled.add(message.id()))
                .drain();

        assertThat(handled).hasSize(MESSAGES);
        // and for the start, the end and one look for dead workers
        assertThat(trips() - before).isBetween((long) MESSAGES, MESSAGES + 6L);
        assertNothingIsLeft();
    }

    private long trips() {
        return client.getPool().getBorrowedCount();
    }
}
