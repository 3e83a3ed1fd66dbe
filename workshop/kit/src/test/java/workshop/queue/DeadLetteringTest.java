package workshop.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.XAddParams;
import workshop.redis.Redis;

/** A message becomes a dead letter in one step, or stays where it is. */
@Tag("redis")
class DeadLetteringTest extends QueueTest {

    private final String dead = RedisStream.deadLettersOf(name);

    /** Lua can't pass on the fields of the larger one. */
    @ParameterizedTest
    @ValueSource(ints = {0, 9_000})
    void a_refused_dead_letter_leaves_the_message_where_it_was_and_the_others_are_worked(
            int headers) {
        Redis.client().set(dead, "something else");
        var handled = new ArrayList<>();
        String id = queue.enqueue(withHeaders(headers));
        queue.enqueue("work", 2, JSON);
        var worker = worker((payload, message) -> handled.add(payload));

        assertThatThrownBy(worker::drain)
                .isInstanceOf(JedisDataException.class)
                .hasMessageStartingWith(
                        "Message %s stays in the queue, because it can't become a dead letter. The"
                                + " key \"%s\" holds something else: rename or delete it.",
                        id, dead);
        assertThat(handled).containsExactly(2L);
        assertThat(broker.pending()).extracting(Broker.Pending::id).containsExactly(id);
        assertThat(queue.length()).isOne();

        Redis.client().del(dead);
        worker.lease(Duration.ZERO).drain();

        assertThat(queue.deadLetters()).extracting(DeadLetter::id).containsExactly(id);
        assertThat(queue.deadLetters().get(0).fields().flat()).hasSize(2 * (headers + 3));
        assertNothingIsWaitingOrPending();
    }

    private static Message withHeaders(int count) {
        var message = Message.of("work", "text/unknown", "1".getBytes(UTF_8));
        var headers = new HashMap<String, String>();
        for (int i = 0; i < count; i++) {
            headers.put("header " + i, "");
        }
        return new Message("", message.task(), message.contentType(), headers, message.body());
    }

    @Test
    void a_running_worker_moves_it_as_soon_as_it_can() throws Exception {
        Redis.client().set(dead, "something else");
        var handled = new SynchronousQueue<>();
        queue.enqueue("discard", 1, JSON);
        queue.enqueue("work", 2, JSON);
        var worker = worker((payload, message) -> handled.put(payload));
        worker.handle(
                "discard",
                (payload, message) -> {
                    throw new Discard("of no use");
                });
        try (var running = Background.run(worker.lease(Duration.ofMillis(200)))) {
            assertThat(handled.poll(60, TimeUnit.SECONDS)).isEqualTo(2L);

            Redis.client().del(dead);
            while (queue.deadLetters().isEmpty()) {
                Thread.onSpinWait();
            }
        }

        assertDeadLetter("of no use", 1);
    }

    @Test
    void a_large_message_that_another_worker_holds_by_now_leaves_no_second_trace() {
        queue.enqueue(withHeaders(9_000));
        var first = broker.pop("slow", Duration.ZERO).orElseThrow();
        broker.claim(broker.pending().get(0), "other");

        broker.moveToDeadLetters(first, "too late");

        assertThat(queue.deadLetters()).isEmpty();
        assertHeldBy("other");
    }

    @Test
    void a_foreign_entry_among_the_dead_letters_hides_none() {
        queue.enqueue("dance", 1, JSON);
        worker((payload, message) -> {}).drain();
        var foreign = List.of(Map.of("note", "looked at it"), Map.of("reason", "x"));
        foreign.forEach(it -> Redis.client().xadd(dead, XAddParams.xAddParams(), it));

        assertThat(queue.deadLetters())
                .extracting(DeadLetter::reason, DeadLetter::deliveries)
                .startsWith(tuple("No handler for task \"dance\"; this worker knows [work].", 1L))
                .hasSize(3)
                .endsWith(
                        tuple(
                                "Not a dead letter of this queue: someone else put it here, and it"
                                        + " can't be read.",
                                0L));
    }

    private Worker worker(TaskHandler handler) {
        return Worker.on(queue).accept(JSON).handle("work", handler);
    }
}
