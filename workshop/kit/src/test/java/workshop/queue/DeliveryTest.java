package workshop.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import workshop.redis.Redis;

class DeliveryTest extends QueueTest {

    @Test
    void a_message_reaches_its_handler_once_and_is_gone() {
        var seen = new ArrayList<>();
        String id = queue.enqueue("greet", Map.of("name", "Ada"), JSON);
        assertThat(queue.length()).isOne();

        TaskHandler greeting =
                (payload, message) -> {
                    seen.add(payload);
                    assertThat(message.id()).isEqualTo(id);
                    assertThat(message.task()).isEqualTo("greet");
                    assertThat(message.contentType()).isEqualTo("application/json");
                };
        Worker.on(queue).accept(JSON).handle("greet", greeting).drain();

        assertThat(seen).containsExactly(Map.of("name", "Ada"));
        assertNothingIsLeft();
    }

    @Test
    void messages_arrive_in_the_order_in_which_they_were_enqueued() {
        var seen = new ArrayList<>();
        for (long i = 0; i < 50; i++) {
            queue.enqueue("count", i, JSON);
        }

        Worker.on(queue)
                .accept(JSON)
                .handle("count", (payload, message) -> seen.add(payload))
                .drain();

        assertThat(seen)
                .hasSize(50)
                .isSortedAccordingTo((a, b) -> Long.compare((long) a, (long) b));
    }

    @Tag("redis")
    @Test
    void a_message_waits_for_as_long_as_no_one_takes_it() {
        queue.enqueue("greet", 7, JSON);

        assertThat(Redis.client().ttl(name)).as("its end: none").isEqualTo(-1);
    }

    @Test
    void a_body_of_exactly_one_mebibyte_passes() {
        var sizes = new ArrayList<Integer>();
        queue.enqueue(Message.of("store", "application/octet-stream", new byte[Message.MAX_BODY]));

        Worker.on(queue)
                .accept(new Raw())
                .handle("store", (payload, message) -> sizes.add(message.body().length))
                .drain();

        assertThat(sizes).containsExactly(1024 * 1024);
        assertNothingIsLeft();
    }

    @Test
    void a_larger_body_is_refused_at_the_call_and_nothing_is_enqueued() {
        var tooLarge = new byte[Message.MAX_BODY + 1];

        assertThatThrownBy(() -> queue.enqueue("store", tooLarge, new Raw()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The body of task \"store\" has 1,048,577 bytes; a message holds at most"
                                + " 1,048,576. Store it, and send its id.");
        assertNothingIsLeft();
    }

    @Test
    void a_payload_that_cannot_be_written_is_refused_at_the_call_and_nothing_is_enqueued() {
        Serializer broken =
                new Raw() {
                    @Override
                    public byte[] dumps(Object payload) throws NotSerializableException {
                        throw new NotSerializableException("java.lang.Thread");
                    }
                };

        assertThatThrownBy(() -> queue.enqueue("store", Thread.currentThread(), broken))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("Task \"store\" was not enqueued: its payload could not be written.")
                .hasRootCauseMessage("java.lang.Thread");
        assertNothingIsLeft();
    }

    @Test
    void text_that_utf_8_cannot_carry_is_refused_at_the_call_and_nothing_is_enqueued() {
        var message =
                Message.of("greet", "application/json", "1".getBytes(UTF_8))
                        .withHeader("mood", "half a smile \uD83D");

        assertThatThrownBy(() -> queue.enqueue(message))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one half of a surrogate pair");
        assertNothingIsLeft();
    }

    @Test
    void two_workers_share_a_queue_and_no_message_is_handled_twice() throws Exception {
        int messages = 500;
        var handledBy = new ConcurrentHashMap<String, List<String>>();
        var allHandled = new CountDownLatch(messages);
        var bothHaveOne = new CyclicBarrier(2);
        for (int i = 0; i < messages; i++) {
            queue.enqueue("share", i, JSON);
        }

        try (var left = Background.run(sharing("left", handledBy, allHandled, bothHaveOne));
                var right = Background.run(sharing("right", handledBy, allHandled, bothHaveOne))) {
            assertThat(allHandled.await(60, SECONDS))
                    .as("all %d messages are handled", messages)
                    .isTrue();
        }

        assertThat(handledBy).hasSize(messages);
        assertThat(handledBy.values()).allSatisfy(workers -> assertThat(workers).hasSize(1));
        assertThat(handledBy.values()).contains(List.of("left"), List.of("right"));
        assertNothingIsLeft();
    }

    private Worker sharing(
            String name,
            Map<String, List<String>> handledBy,
            CountDownLatch allHandled,
            CyclicBarrier bothHaveOne) {
        var first = new AtomicBoolean(true);
        TaskHandler handler =
                (payload, message) -> {
                    if (first.getAndSet(false)) {
                        bothHaveOne.await(60, SECONDS);
                    }
                    handledBy.merge(message.id(), List.of(name), DeliveryTest::both);
                    allHandled.countDown();
                };
        return Worker.on(queue).named(name).accept(JSON).handle("share", handler);
    }

    private static List<String> both(List<String> left, List<String> right) {
        return List.of(left.get(0), right.get(0));
    }
}
