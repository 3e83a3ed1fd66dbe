package workshop.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;
import workshop.redis.Redis;

/** Gives every test a channel of its own on which Java receives, and removes it afterwards. */
abstract class ChannelsTest {

    static final MsgpackSerializer MSGPACK = new MsgpackSerializer();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    final String name = "test-" + UUID.randomUUID();
    final TaskQueue queue = new TaskQueue(new ChannelQueue(Redis.client(), name));
    final List<Object> handled = new ArrayList<>();

    /** A worker that notes what comes under that type. */
    Worker worker(String type) {
        return Worker.on(queue)
                .accept(MSGPACK)
                .handle(type, (payload, message) -> handled.add(payload));
    }

    /** Works until that many have come. */
    void await(String type, int messages) throws InterruptedException {
        await(
                () -> {
                    worker(type).drain();
                    return handled.size() >= messages;
                });
        assertThat(queue.deadLetters()).as("dead letters").isEmpty();
        assertThat(handled).as("handled within %s", PATIENCE).hasSize(messages);
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean() && Instant.now().isBefore(end)) {
            Thread.sleep(10);
        }
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> last() {
        return (Map<String, Object>) handled.get(handled.size() - 1);
    }

    /** The only message is a dead letter. */
    void assertDeadLetter(String reason) {
        assertThat(queue.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).startsWith(reason));
        assertThat(queue.length()).as("messages that wait or are held").isZero();
        assertThat(handled).isEmpty();
    }

    @AfterEach
    void removeChannel() {
        var keys = Redis.client().keys("*" + name + "*");
        if (!keys.isEmpty()) {
            Redis.client().del(keys.toArray(String[]::new));
        }
    }
}
