package workshop.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import workshop.queue.Broker.Pending;

/**
 * Gives every test its own queue on the run's server, and removes it afterwards. What is tagged
 * "redis" needs Redis; everything else is what both brokers promise, and holds on RabbitMQ, too:
 *
 * <pre>.ci/with-rabbitmq mvn test -f solutions -pl :kit</pre>
 */
abstract class QueueTest {

    static final Serializer JSON = new JsonSerializer();

    final String name = "test:" + UUID.randomUUID();
    final Broker broker = QueueServer.ofThisRun().queue(name);
    final TaskQueue queue = new TaskQueue(broker);

    @AfterEach
    void removeQueue() {
        QueueServer.ofThisRun().delete(name);
    }

    /** Every message was handled. */
    void assertNothingIsLeft() {
        assertThat(queue.deadLetters()).as("dead letters").isEmpty();
        assertNothingIsWaitingOrPending();
    }

    /** Every message was handled or is a dead letter. */
    void assertNothingIsWaitingOrPending() {
        assertThat(queue.length()).as("entries in the stream").isZero();
        assertThat(broker.pending()).as("pending entries").isEmpty();
    }

    /** One message is pending, and this consumer holds it. */
    void assertHeldBy(String consumer) {
        assertThat(broker.pending()).extracting(Pending::consumer).containsExactly(consumer);
    }

    /** One message is a dead letter, and no other is left. */
    void assertDeadLetter(String reason, long deliveries) {
        assertThat(queue.deadLetters())
                .extracting(DeadLetter::reason, DeadLetter::deliveries)
                .containsExactly(tuple(reason, deliveries));
        assertNothingIsWaitingOrPending();
    }

    /** Throws any exception, even a checked one that is not declared. */
    @SuppressWarnings("unchecked")
    static <T extends Throwable> RuntimeException sneakyThrow(Throwable trouble) throws T {
        throw (T) trouble;
    }
}
