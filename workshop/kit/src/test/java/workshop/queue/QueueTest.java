package workshop.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import workshop.redis.Redis;

/** Gives every test a queue of its own on the run's server, and clears it away. */
abstract class QueueTest {

    static final Serializer JSON = new JsonSerializer();

    final String name = "test:" + UUID.randomUUID();
    final RedisStream broker = new RedisStream(Redis.client(), name);
    final TaskQueue queue = new TaskQueue(broker);

    @AfterEach
    void clearAway() {
        Redis.client().del(name, RedisStream.deadLettersOf(name));
    }

    /** Every message was handled. */
    void assertNothingIsLeft() {
        assertThat(queue.deadLetters()).as("dead letters").isEmpty();
        assertNothingIsUnderWay();
    }

    /** Every message was handled or buried. */
    void assertNothingIsUnderWay() {
        assertThat(queue.length()).as("entries in the stream").isZero();
        assertThat(broker.held()).as("entries in the hands of a worker").isEmpty();
    }

    /** Throws whatever it is given, also where the compiler would not let it. */
    @SuppressWarnings("unchecked")
    static <T extends Throwable> RuntimeException sneakyThrow(Throwable trouble) throws T {
        throw (T) trouble;
    }
}
