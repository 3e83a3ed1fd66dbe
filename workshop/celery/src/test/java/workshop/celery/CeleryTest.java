package workshop.celery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import workshop.queue.Broker;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/** Gives every test its own Celery queue, and removes it afterwards. */
abstract class CeleryTest {

    static final Side SIDE = Side.OF_THIS_RUN;
    static final CallSerializer CALLS = new CallSerializer();

    /** What a dead letter may say of a message that the bridge could read: alternatives. */
    static final String LATER_REASONS =
            """
            It expired at .*|\
            No handler for task .*|\
            Refused undecoded: content type .*|\
            The body could not be decoded: (IOException|StreamReadException\
            |MismatchedInputException|UnexpectedEndOfInputException\
            |StreamConstraintsException|InputCoercionException|JacksonIOException): .*\
            """;

    final String name = "test-" + UUID.randomUUID();
    final Broker broker = SIDE.queue(name);
    final TaskQueue queue = new TaskQueue(broker);

    Worker worker() {
        return Worker.on(queue).accept(CALLS);
    }

    /** Every message was handled. */
    void assertNothingIsLeft() {
        assertThat(queue.deadLetters()).as("dead letters").isEmpty();
        assertThat(queue.length()).as("messages that wait or are held").isZero();
    }

    /** The only message is a dead letter. */
    void assertDeadLetter(String reason) {
        assertThat(queue.deadLetters())
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.reason()).isEqualTo(reason);
                            assertThat(SIDE.idOf(letter))
                                    .as("the id in the message as it came in")
                                    .isNotEmpty();
                        });
        assertThat(queue.length()).as("messages that wait or are held").isZero();
    }

    @AfterEach
    void removeQueue() {
        SIDE.remove(name);
    }
}
