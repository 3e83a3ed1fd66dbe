package workshop.celery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workshop.queue.DeadLetter;

/** Whoever may publish on RabbitMQ may put anything into Celery's queue. */
class ForeignTasksTest extends RabbitTest {

    /** {@code -Dworkshop.fuzz=100000} is the long form. */
    private static final int MESSAGES = Integer.getInteger("workshop.fuzz", 500);

    private static final int LARGEST_FRAME = 131_072;

    /** What a dead letter may say. Another exception than these is a case no one thought of. */
    private static final Pattern NAMED =
            Pattern.compile(
                    """
                    (This is not a message of Celery's protocol 2\\. (\
                    The field ".*" (is missing|occurs twice|is not valid UTF-8)\\.|\
                    A message needs (the name of a task|a content type, .*)\\.|\
                    The header "(eta|expires)" is .*|\
                    Its body is (compressed|JSON).*)|\
                    """
                            + LATER_REASONS
                            + ")",
                    Pattern.DOTALL);

    /** A message, and what its dead letter must say. */
    record Foreign(String what, BasicProperties properties, byte[] body, String reason) {

        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Foreign> foreign() {
        String none = "This is not a message of Celery's protocol 2. ";
        String undecoded = "The body could not be decoded: ";
        return Stream.of(
                with("bytes", new BasicProperties(), none + "The field \"task\" is missing."),
                with(
                        "no content type",
                        task(Map.of()).contentType(null).build(),
                        none + "The field \"content-type\" is missing."),
                with(
                        "a header lies: another content type",
                        task(Map.of("content-type", "text/plain")).build(),
                        none + "The field \"content-type\" occurs twice."),
                with(
                        "a header lies: another body",
                        task(Map.of("body", "[]")).build(),
                        none + "The field \"body\" occurs twice."),
                with(
                        "pickle",
                        task(Map.of()).contentType("application/x-python-serialize").build(),
                        "Refused undecoded: content type \"application/x-python-serialize\""),
                with(
                        "a compressed body",
                        task(Map.of("compression", "application/x-gzip")).build(),
                        none + "Its body is compressed: \"application/x-gzip\"."),
                with(
                        "another encoding",
                        task(Map.of()).contentEncoding("latin-1").build(),
                        none + "Its body is JSON in \"latin-1\"; only utf-8 can be read."),
                with(
                        "a task that is a number",
                        task(Map.of("task", 7)).build(),
                        "No handler for task \"7\"; this worker knows [record]."),
                with(
                        "a moment that is a number",
                        task(Map.of("eta", 7)).build(),
                        none + "The header \"eta\" is not a moment in ISO 8601: \"7\"."),
                with(
                        "a moment that is a list",
                        task(Map.of("expires", List.of(1, "two"))).build(),
                        none + "The header \"expires\" is not a moment in ISO 8601"),
                with(
                        "a moment that no clock shows",
                        task(Map.of("eta", "+999999999-01-01T00:00:00Z")).build(),
                        none + "The header \"eta\" is in the year 999999999;"),
                with(
                        "a header that is no text",
                        task(Map.of("signature", new byte[] {(byte) 0xff})).build(),
                        none + "The field \"signature\" is not valid UTF-8."),
                with(
                        "a task that has expired",
                        task(Map.of("expires", "2020-01-01T00:00:00+00:00")).build(),
                        "It expired at 2020-01-01T00:00:00Z."),
                with("JSON cut off", "[[\"hel", undecoded),
                with("no JSON", "\u0000\u0001", undecoded),
                with("no call", "7", undecoded + "IOException: The body is not [args, kwargs"),
                with(
                        "a chain",
                        "[[], {}, {\"chain\": [7]}]",
                        undecoded + "IOException: \"chain\" asks for more than this one task"),
                new Foreign(
                        "text that is not UTF-8",
                        task(Map.of()).build(),
                        "[[\"é\"], {}, {}]".getBytes(ISO_8859_1),
                        undecoded),
                new Foreign(
                        "ten megabytes",
                        task(Map.of()).build(),
                        new byte[10_000_000],
                        none + "The body of task \"record\" has 10,000,000 bytes"));
    }

    private static Foreign with(String what, BasicProperties properties, String reason) {
        return new Foreign(what, properties, HELLO, reason);
    }

    private static Foreign with(String what, String body, String reason) {
        return new Foreign(what, task(Map.of()).build(), body.getBytes(UTF_8), reason);
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void what_no_one_can_run_is_a_dead_letter_as_it_came(Foreign foreign) throws Exception {
        send(foreign.properties(), foreign.body());

        drain();

        assertDeadLetter(foreign.reason(), foreign.body());
    }

    @Test
    void a_message_of_protocol_1_is_a_dead_letter() throws Exception {
        try (var python = Python.sender(name, Map.of("PROTOCOL", "1"))) {
            python.send(Map.of("task", "record"));
        }

        drain();

        assertThat(queue.deadLetters())
                .extracting(DeadLetter::reason)
                .containsExactly(
                        "This is not a message of Celery's protocol 2. The field \"task\" is"
                                + " missing.");
        assertThat(queue.length()).isZero();
    }

    /** Everything that Python's client can put into a header. */
    @Test
    void headers_of_every_type_reach_the_handler_as_json() throws IOException {
        Python.eval(
                """
                import amqp, datetime, os
                from decimal import Decimal
                from urllib.parse import urlsplit
                deep = {}
                for _ in range(400):
                    deep = {"a": deep}
                with amqp.Connection(urlsplit(os.environ["BROKER"]).netloc.split("@")[1]) as c:
                    c.channel().basic_publish(amqp.Message(
                        '[["hello"], {}, {}]', content_type="application/json",
                        content_encoding="utf-8", application_headers={
                            "task": "record", "big": 2**40, "small": -5, "half": 0.5, "yes": True,
                            "nothing": None, "price": Decimal("1.5"), "bytes": b"\\xc3\\xa9",
                            "when": datetime.datetime(2026, 1, 1),
                            "nested": {"a": [1, None, {"b": "c"}]}, "deep": deep}),
                        routing_key="%s")
                """
                        .formatted(name));

        drain();

        assertThat(messages).hasSize(1);
        assertThat(messages.get(0).headers())
                .containsEntry("big", "1099511627776")
                .containsEntry("small", "-5")
                .containsEntry("half", "0.5")
                .containsEntry("yes", "true")
                .containsEntry("price", "1.5")
                .containsEntry("bytes", "é")
                .containsEntry("when", "2026-01-01T00:00:00Z")
                .containsEntry("nested", "{\"a\":[1,null,{\"b\":\"c\"}]}")
                .doesNotContainKey("nothing")
                .hasEntrySatisfying("deep", it -> assertThat(it).startsWith("{\"a\":{\"a\":"));
        assertNothingIsLeft();
    }

    @Test
    void a_sender_can_neither_count_deliveries_nor_give_a_reason() throws Exception {
        var lies = Map.of("x-delivery-count", 99, "x-deliveries", 99, "x-reason", "!");
        send(task(lies).build(), HELLO);

        failing().drain();

        assertDeadLetter("Failed 3 times, the last time with IllegalStateException: on purpose");
        assertThat(queue.deadLetters().get(0).deliveries()).isEqualTo(3);
    }

    /** RabbitMQ would send them each time that someone sends the message on. */
    @Test
    void a_message_that_asks_for_copies_gets_none_from_us() throws Exception {
        send(task(Map.of("CC", List.of(name))).contentType("text/plain").build(), HELLO);

        drain();

        assertDeadLetter("Refused undecoded: content type \"text/plain\"", HELLO);
    }

    /** RabbitMQ closes the channel of anyone else who sends it on under that name. */
    @Test
    void a_message_under_another_users_name_is_run() throws Exception {
        control(
                "rabbit_auth_backend_internal:add_user(<<\"other\">>, <<\"other\">>, <<\"t\">>),"
                        + " rabbit_auth_backend_internal:set_permissions(<<\"other\">>, <<\"/\">>,"
                        + " <<\".*\">>, <<\".*\">>, <<\".*\">>, <<\"t\">>).");
        String theirs = RabbitSide.ADDRESS.replace("guest:guest", "other:other");
        try (var other = connection(theirs);
                var channelOfOther = other.createChannel()) {
            channelOfOther.confirmSelect();
            var properties = task(Map.of()).userId("other").build();
            channelOfOther.basicPublish("", name, properties, HELLO);
            channelOfOther.waitForConfirmsOrDie(10_000);
        }

        drain();

        assertThat(handled).containsExactly(Call.of("hello"));
        assertNothingIsLeft();
    }

    private static void control(String erlang) throws Exception {
        var folder = Path.of(System.getProperty("workshop.broker.folder"));
        var command = List.of(folder.resolve("rabbitmqctl").toString(), "-q", "eval", erlang);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    /** They fit into one frame, and there is no room for the id that every message needs. */
    @Test
    void headers_that_can_not_be_sent_on_are_left_out_of_the_dead_letter() throws Exception {
        var headers = new HashMap<String, Object>(Map.of("filler", ""));
        int rest = LARGEST_FRAME - task(headers).build().toFrame(1, HELLO.length).size();
        headers.put("filler", "x".repeat(rest - 10));
        send(task(headers).build(), HELLO);

        drain();

        var dead = rawDeadLetter();
        assertThat(dead.getBody()).isEqualTo(HELLO);
        assertThat(dead.getProps().getHeaders().get("x-reason"))
                .hasToString("Its headers are too large to be sent on, and are left out here.");
        assertThat(queue.length()).isZero();
    }

    @Test
    void every_mutated_message_is_accounted_for() throws Exception {
        long seed = Long.getLong("workshop.seed", 42);
        var random = new Random(seed);
        for (int i = 0; i < MESSAGES; i++) {
            channel.basicPublish("", name, true, odd(random), mutated(HELLO, random));
        }
        channel.waitForConfirmsOrDie(60_000);

        worker().prefetch(50).handle("record", (call, message) -> handled.add(call)).drain();

        var letters = queue.deadLetters();
        assertThat(letters)
                .extracting(DeadLetter::reason)
                .filteredOn(reason -> !NAMED.matcher(reason).matches())
                .as("reasons that no one thought of, with the seed %d", seed)
                .isEmpty();
        assertThat(handled.size() + letters.size() + queue.length())
                .as("handled (%d), dead (%d), waiting for an eta", handled.size(), letters.size())
                .isEqualTo(MESSAGES);
        assertThat(broker.pending()).as("still held").isEmpty();
        assertThat(handled).as("handled").hasSizeGreaterThan(MESSAGES / 50);
        assertThat(letters).as("dead letters").hasSizeGreaterThan(MESSAGES / 4);
    }

    /** One or two of its properties are others than Celery's. */
    private static BasicProperties odd(Random random) {
        var odd = task(Map.of());
        var headers = new HashMap<>(odd.build().getHeaders());
        var names =
                List.of("task", "id", "eta", "expires", "compression", "content-type", "x-death");
        for (int i = random.nextInt(3); i > 0; i--) {
            headers.put(names.get(random.nextInt(names.size())), oddity(random));
        }
        return switch (random.nextInt(6)) {
            case 0 -> odd.headers(null).build();
            case 1 -> odd.headers(headers).contentType(null).build();
            case 2 -> odd.headers(headers).contentEncoding("utf-16").build();
            default -> odd.headers(headers).build();
        };
    }

    private static Object oddity(Random random) {
        var all = new ArrayList<Object>(Arrays.asList(null, true, -1, 1L << 60, 0.5));
        all.addAll(Arrays.asList("", " ", "\u0000", "record", "base64"));
        all.addAll(List.of(List.of(), Map.of(), List.of(1, List.of("two")), Map.of("a", Map.of())));
        all.addAll(
                List.of(new Date(), new BigDecimal("1.5"), new byte[] {-1}, (short) 7, (byte) 7));
        all.addAll(List.of("+999999999-01-01T00:00:00Z", "2026-01-01T00:00:00", "2026-01-01"));
        all.add("9999-12-31T23:59:59.999999+00:00");
        return all.get(random.nextInt(all.size()));
    }

    private static byte[] mutated(byte[] good, Random random) {
        byte[] bad = good.clone();
        switch (random.nextInt(4)) {
            case 0 -> bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            case 1 -> bad = Arrays.copyOf(good, random.nextInt(good.length));
            default -> {
                // its properties are odd enough
            }
        }
        return bad;
    }
}
