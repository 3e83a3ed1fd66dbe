package workshop.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever may publish on RabbitMQ may put anything into the queue. */
class ForeignMessagesTest extends QueueTest {

    private static final byte[] SEVEN = "7".getBytes(UTF_8);
    private static final int HOSTILE = 500;
    private static final int LARGEST_FRAME = 131_072;

    private final List<Object> handled = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    private final Worker worker =
            Worker.on(queue)
                    .accept(JSON)
                    .retryAfter(Duration.ZERO)
                    .handle(
                            "greet",
                            (payload, message) -> {
                                handled.add(payload);
                                messages.add(message);
                            });

    private Connection connection;
    private Channel channel;

    @BeforeEach
    void connect() throws Exception {
        var factory = new ConnectionFactory();
        factory.setUri(System.getProperty(QueueServer.PROPERTY));
        connection = factory.newConnection();
        channel = connection.createChannel();
        channel.confirmSelect();
    }

    @AfterEach
    void disconnect() throws Exception {
        connection.close();
    }

    @Test
    void one_with_nothing_but_bytes_is_no_message() throws Exception {
        send(new BasicProperties(), SEVEN);

        worker.drain();

        assertDeadLetter("This is not a message. The field \"task\" is missing.", 1);
    }

    @Test
    void one_without_a_content_type_is_no_message() throws Exception {
        send(new BasicProperties.Builder().headers(Map.of("task", "greet")).build(), SEVEN);

        worker.drain();

        assertDeadLetter("This is not a message. The field \"content-type\" is missing.", 1);
    }

    @Test
    void a_header_that_names_another_content_type_is_not_believed() throws Exception {
        send(greeting(Map.of("content-type", "text/plain")).build(), SEVEN);

        worker.drain();

        assertDeadLetter("This is not a message. The field \"content-type\" occurs twice.", 1);
    }

    @Test
    void headers_that_are_no_text_become_text_and_harm_no_one() throws Exception {
        var headers = new HashMap<String, Object>();
        headers.put("a number", 7);
        headers.put("a list", List.of(1, "two"));
        headers.put("a table", Map.of("a", Map.of("b", true)));
        headers.put("a time", new Date(0));
        headers.put("bytes", "é".getBytes(UTF_8));
        headers.put("nothing", null);
        send(greeting(headers).build(), SEVEN);

        worker.drain();

        assertThat(handled).containsExactly(7L);
        assertThat(messages.get(0).headers())
                .containsEntry("a number", "7")
                .containsEntry("bytes", "é")
                .containsEntry("nothing", "null");
        assertNothingIsLeft();
    }

    @Test
    void bytes_that_are_no_text_are_refused() throws Exception {
        send(greeting(Map.of("signature", new byte[] {(byte) 0xff})).build(), SEVEN);

        worker.drain();

        assertDeadLetter("This is not a message. The field \"signature\" is not valid UTF-8.", 1);
    }

    @Test
    void a_task_that_is_a_number_is_one_without_a_handler() throws Exception {
        send(greeting(Map.of("task", 7)).build(), SEVEN);

        worker.drain();

        assertDeadLetter("No handler for task \"7\"; this worker knows [greet].", 1);
    }

    @Test
    void ten_megabytes_are_too_many() throws Exception {
        send(greeting(Map.of()).build(), new byte[10_000_000]);

        worker.drain();

        assertDeadLetter(
                "This is not a message. The body of task \"greet\" has 10,000,000 bytes; a message"
                        + " holds at most 1,048,576. Store it, and send its id.",
                1);
        assertThat(queue.deadLetters().get(0).fields().find("body"))
                .hasValueSatisfying(body -> assertThat(body).hasSize(10_000_000));
    }

    @Test
    void a_sender_can_neither_count_deliveries_nor_give_a_reason() throws Exception {
        var lies =
                Map.<String, Object>of("x-delivery-count", 99, "x-deliveries", 99, "x-reason", "!");
        send(greeting(lies).build(), SEVEN);
        send(greeting(lies).contentType("text/plain").build(), SEVEN);

        worker.drain();

        assertThat(handled).containsExactly(7L);
        assertDeadLetter(
                "Refused undecoded: content type \"text/plain\"; this worker accepts"
                        + " [application/json].",
                1);
    }

    /** RabbitMQ would send them each time that someone sends the message on. */
    @Test
    void one_that_asks_for_copies_gets_none_when_it_becomes_a_dead_letter() throws Exception {
        send(greeting(Map.of("CC", List.of(name))).contentType("text/plain").build(), SEVEN);

        worker.drain();

        assertDeadLetter(
                "Refused undecoded: content type \"text/plain\"; this worker accepts"
                        + " [application/json].",
                1);
    }

    @Test
    void two_with_the_same_id_are_two_messages() throws Exception {
        send(greeting(Map.of()).messageId("twin").build(), SEVEN);
        send(greeting(Map.of()).messageId("twin").build(), "8".getBytes(UTF_8));

        worker.prefetch(2).drain();

        assertThat(handled).containsExactly(7L, 8L);
        assertNothingIsLeft();
    }

    @Test
    void one_without_an_id_is_tried_three_times_like_any_other() throws Exception {
        send(greeting(Map.of()).build(), SEVEN);
        worker.handle(
                "greet",
                (payload, message) -> {
                    throw new IllegalStateException("no luck");
                });

        worker.drain();

        assertDeadLetter("Failed 3 times, the last time with IllegalStateException: no luck", 3);
    }

    @Test
    void one_whose_headers_leave_no_room_for_a_reason_is_a_dead_letter_all_the_same()
            throws Exception {
        send(greeting(headersThatFillTheFrame()).contentType("text/plain").build(), SEVEN);

        worker.drain();

        assertOneDeadLetterThatRabbitMqMoved();
    }

    /** At each new delivery, RabbitMQ adds a header. */
    @Test
    void one_whose_headers_leave_no_room_for_a_count_is_tried_again_all_the_same()
            throws Exception {
        send(greeting(headersThatFillTheFrame()).build(), SEVEN);
        worker.handle(
                "greet",
                (payload, message) -> {
                    handled.add(payload);
                    throw new IllegalStateException("no luck");
                });

        worker.drain();

        assertThat(handled).hasSize(3);
        assertOneDeadLetterThatRabbitMqMoved();
    }

    private static Map<String, Object> headersThatFillTheFrame() throws Exception {
        var headers = new HashMap<String, Object>(Map.of("filler", ""));
        int rest = LARGEST_FRAME - greeting(headers).build().toFrame(1, SEVEN.length).size();
        headers.put("filler", "x".repeat(rest - 10));
        return headers;
    }

    private void assertOneDeadLetterThatRabbitMqMoved() {
        while (queue.deadLetters().isEmpty()) {
            Thread.onSpinWait();
        }
        assertDeadLetter("RabbitMQ moved it here: rejected.", 0);
    }

    @Test
    void what_rabbitmq_itself_moves_to_the_dead_letters_is_told_as_such() throws Exception {
        send(greeting(Map.of()).messageId("mine").build(), SEVEN);

        channel.basicReject(channel.basicGet(name, false).getEnvelope().getDeliveryTag(), false);

        while (queue.deadLetters().isEmpty()) {
            Thread.onSpinWait();
        }
        assertDeadLetter("RabbitMQ moved it here: rejected.", 0);
    }

    /** To declare a queue once more is an error, unless all arguments are the same. */
    @Test
    void a_message_waits_for_as_long_as_no_one_takes_it() throws Exception {
        var withoutAnEnd =
                Map.<String, Object>of(
                        "x-queue-type", "quorum",
                        "x-delivery-limit", 1_000_000,
                        "x-overflow", "reject-publish",
                        "x-dead-letter-exchange", "",
                        "x-dead-letter-routing-key", name + ":dead",
                        "x-dead-letter-strategy", "at-least-once");
        queue.enqueue("greet", 7, JSON);

        assertThat(channel.queueDeclare(name, true, false, false, withoutAnEnd).getMessageCount())
                .isOne();
        assertThat(channel.basicGet(name, true).getProps().getExpiration()).isNull();
    }

    @Test
    void dead_letters_stay_in_their_order_however_often_someone_looks() throws Exception {
        for (int i = 0; i < 20; i++) {
            send(new BasicProperties.Builder().messageId("" + i).build(), SEVEN);
        }
        worker.drain();

        var first = queue.deadLetters().stream().map(DeadLetter::id).toList();

        assertThat(first).hasSize(20).startsWith("0", "1", "2").endsWith("18", "19");
        assertThat(queue.deadLetters()).extracting(DeadLetter::id).isEqualTo(first);
    }

    @Test
    void two_who_look_at_the_dead_letters_at_once_see_a_part_each() throws Exception {
        send(new BasicProperties.Builder().messageId("first").build(), SEVEN);
        send(new BasicProperties.Builder().messageId("second").build(), SEVEN);
        worker.drain();
        var seen = channel.basicGet(name + ":dead", false);

        assertThat(queue.deadLetters()).extracting(DeadLetter::id).containsExactly("second");

        channel.basicNack(seen.getEnvelope().getDeliveryTag(), false, true);
        while (queue.deadLetters().size() < 2) {
            Thread.onSpinWait();
        }
    }

    @Test
    void hostile_messages_end_as_dead_letters_or_are_handled() throws Exception {
        long seed = System.nanoTime();
        for (var entry : new HostileEntries(seed).next(HOSTILE)) {
            var headers = new HashMap<String, Object>();
            byte[] body = new byte[0];
            var properties = new BasicProperties.Builder();
            for (int i = 0; i < entry.size() && headers.size() < 400; i += 2) {
                String field = Fields.printable(entry.get(i));
                switch (field) {
                    case Fields.BODY -> body = entry.get(i + 1);
                    case Fields.CONTENT_TYPE ->
                            properties.contentType(shortened(Fields.printable(entry.get(i + 1))));
                    default -> headers.put(shortened(field), entry.get(i + 1));
                }
            }
            channel.basicPublish("", name, true, properties.headers(headers).build(), body);
        }
        channel.waitForConfirmsOrDie(60_000);

        worker.accept(new Native()).prefetch(10).drain();

        assertThat(handled.size() + queue.deadLetters().size())
                .as("seed %d", seed)
                .isEqualTo(HOSTILE);
        assertThat(handled).as("handled, seed %d", seed).isNotEmpty();
        assertNothingIsWaitingOrPending();
    }

    private static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) : text;
    }

    private static BasicProperties.Builder greeting(Map<String, Object> more) {
        var headers = new HashMap<String, Object>(Map.of("task", "greet"));
        headers.putAll(more);
        return new BasicProperties.Builder().contentType("application/json").headers(headers);
    }

    private void send(BasicProperties properties, byte[] body) throws Exception {
        channel.basicPublish("", name, true, properties, body);
        channel.waitForConfirmsOrDie(10_000);
    }
}
