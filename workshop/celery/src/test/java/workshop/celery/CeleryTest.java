package workshop.celery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;
import workshop.redis.Redis;

/** Gives every test a queue of Celery's of its own, and clears it away. */
abstract class CeleryTest {

    static final CallSerializer CALLS = new CallSerializer();

    final String name = "test:" + UUID.randomUUID();
    final CeleryQueue broker = new CeleryQueue(Redis.client(), name);
    final TaskQueue queue = new TaskQueue(broker);

    Worker worker() {
        return Worker.on(queue).accept(CALLS);
    }

    /** Every message was handled. */
    void assertNothingIsLeft() {
        assertThat(queue.deadLetters()).as("dead letters").isEmpty();
        assertThat(queue.length()).as("messages under way").isZero();
    }

    /** The one message is a dead letter, of the task "record" if its name could be read. */
    void assertBuried(String reason) {
        assertThat(queue.deadLetters())
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.reason()).isEqualTo(reason);
                            assertThat(letter.fields().find("envelope"))
                                    .as("the envelope as it came")
                                    .isPresent();
                        });
        assertThat(queue.length()).as("messages under way").isZero();
    }

    @AfterEach
    void clearAway() {
        clearAway(name);
    }

    static void clearAway(String name) {
        Set<String> keys = Redis.client().keys(name + "*");
        keys.add("_kombu.binding." + name);
        Redis.client().del(keys.toArray(String[]::new));
    }
}
