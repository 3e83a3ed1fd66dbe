package workshop.celery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;
import workshop.redis.Redis;

/** Gives every test its own Celery queue, and removes it afterwards. */
abstract class CeleryTest {

    static final CallSerializer CALLS = new CallSerializer();

    final String name = "test-" + UUID.randomUUID();
    final CeleryQueue broker = new CeleryQueue(Redis.client(), name);
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
                            assertThat(letter.fields().find("envelope"))
                                    .as("the envelope as it came in")
                                    .isPresent();
                        });
        assertThat(queue.length()).as("messages that wait or are held").isZero();
    }

    @AfterEach
    void removeQueue() {
        removeQueue(name);
    }

    static void removeQueue(String name) {
        Set<String> keys = Redis.client().keys("*" + name + "*");
        keys.add("_kombu.binding." + name);
        Redis.client().del(keys.toArray(String[]::new));
    }
}
