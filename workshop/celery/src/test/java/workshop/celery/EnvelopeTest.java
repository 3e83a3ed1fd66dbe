package workshop.celery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.args.ListDirection;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import workshop.queue.JsonSerializer;
import workshop.queue.Message;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;
import workshop.redis.Redis;

/** What is written to the list, and which entries of the list are accepted. Needs no Python. */
@Tag("redis")
class EnvelopeTest extends CeleryTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final List<Object> handled = new ArrayList<>();

    @Test
    void an_envelope_has_everything_that_a_celery_worker_reads() {
        String id = queue.enqueue("record", Call.of(2, 3), CALLS);

        JsonNode envelope = JSON.readTree(Redis.client().lindex(name, 0));
        assertThat(JSON.readTree(Base64.getDecoder().decode(envelope.at("/body").stringValue())))
                .isEqualTo(
                        JSON.readTree(
                                "[[2, 3], {}, {\"callbacks\": null, \"errbacks\": null, \"chain\":"
                                        + " null, \"chord\": null}]"));
        ((ObjectNode) envelope).remove("body");
        ((ObjectNode) envelope.get("properties")).remove("delivery_tag");
        assertThat(envelope)
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"content-type": "application/json", "content-encoding": "utf-8",
                                 "headers": {"lang": "java", "task": "record", "id": "%1$s",
                                             "root_id": "%1$s", "parent_id": null,
                                             "group": null, "retries": 0},
                                 "properties": {"correlation_id": "%1$s", "delivery_mode": 2,
                                                "priority": 0, "body_encoding": "base64",
                                                "delivery_info": {"exchange": "",
                                                                  "routing_key": "%2$s"}}}\
                                """
                                        .formatted(id, name)));
    }

    @Test
    void java_understands_java() {
        queue.enqueue("record", Call.of("hello"), CALLS);

        drain();

        assertThat(handled).containsExactly(Call.of("hello"));
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "[]",
                "[[], {}]",
                "[[], {}, null]",
                "[{}, [], {}]",
                "[[], {}, {}, {}]",
                "nonsense",
                "[[], {}, {\"chain\": [7]}]"
            })
    void a_body_that_would_kill_a_celery_worker_is_refused_at_the_call(String body) {
        var message = Message.of("record", "application/json", body.getBytes(UTF_8));

        assertThatThrownBy(() -> queue.enqueue(message))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "Task \"record\" was not enqueued: its body would kill a Celery worker."
                                + " Send a Call.");
        assertNothingIsLeft();
    }

    @Test
    void a_payload_that_is_not_a_call_is_refused_when_it_is_enqueued() {
        assertThatThrownBy(() -> queue.enqueue("record", 7, CALLS))
                .hasMessage("A Celery task is called with arguments: wrap the payload in a Call.");
        assertThatThrownBy(() -> queue.enqueue("record", 7, new JsonSerializer()))
                .hasMessageContaining("The body is not [args, kwargs, embed].");
        assertThatThrownBy(() -> queue.enqueue(Message.of("record", "text/plain", new byte[0])))
                .hasMessage(
                        "Task \"record\" was not enqueued: Celery accepts application/json, and"
                                + " this is text/plain.");
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @CsvSource({
        "id, 7, 'The header \"id\" is Celery''s own: choose another name.'",
        "retries, many, 'The header \"retries\" is Celery''s own: choose another name.'",
        "headers, many, 'The header \"headers\" is Celery''s own: choose another name.'",
        "get, it, 'The header \"get\" is Celery''s own: choose another name.'",
        "_protected, 1, 'The header \"_protected\" is Celery''s own: choose another name.'",
        "priority, 10, 'The header \"priority\" is a number from 0 to 9, and not \"10\".'",
        "expires, +10000-01-01T00:00:00Z, 'The header \"expires\" is in the year 10000; Python"
                + " knows the years 1 to 9999.'",
        "eta, soon, 'The header \"eta\" is not a moment in ISO 8601: \"soon\".'"
    })
    void a_header_that_celery_would_misread_is_refused_at_the_call(
            String header, String value, String complaint) throws Exception {
        var message =
                Message.of("record", "application/json", CALLS.dumps(Call.of()))
                        .withHeader(header, value);

        assertThatThrownBy(() -> queue.enqueue(message))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(complaint);
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /headers/task             | "task" is missing, or not text.
                    /headers                  | "task" is missing, or not text.
                    /content-type             | "content-type" is missing, or not text.
                    /body                     | "body" is missing, or not text.
                    /properties/body_encoding | The body could not be decoded
                    """)
    void when_a_field_is_missing_the_dead_letter_says_which(String field, String complaint) {
        var envelope = (ObjectNode) JSON.readTree(goodEnvelope());
        int slash = field.lastIndexOf('/');
        ((ObjectNode) envelope.at(field.substring(0, slash))).remove(field.substring(slash + 1));
        Redis.client().lpush(name, envelope.toString());

        drain();

        assertThat(queue.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).contains(complaint));
        assertThat(queue.length()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    no JSON at all                | It is not JSON: Unrecognized token 'no'
                    {"headers": {"task": "t"}} {} | It is not JSON: Trailing token
                    null                          | "task" is missing, or not text.
                    """)
    void an_entry_that_is_not_an_envelope_becomes_a_dead_letter_that_says_why(
            String envelope, String complaint) {
        assertRefused(envelope, complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            textBlock =
                    """
                    "t"                 | "%%%%" | "base64" | Illegal base64
                    "t"                 | ""     | "rot13"  | encoded as "rot13"
                    "t", "eta": "soon"  | ""     | "base64" | The header "eta" is not a moment
                    """)
    void an_envelope_that_cannot_be_read_becomes_a_dead_letter_that_says_why(
            String task, String body, String encoding, String complaint) {
        String envelope =
                """
                {"headers": {"task": %s}, "content-type": "application/json",
                 "body": %s, "properties": {"body_encoding": %s}}\
                """
                        .formatted(task, body, encoding);
        assertRefused(envelope, complaint);
    }

    private void assertRefused(String envelope, String complaint) {
        Redis.client().lpush(name, envelope);

        drain();

        assertThat(queue.deadLetters())
                .singleElement()
                .satisfies(
                        letter ->
                                assertThat(letter.reason())
                                        .startsWith("This is not a message of Celery's protocol 2.")
                                        .contains(complaint));
        assertThat(queue.deadLetters().get(0).fields().find("envelope").map(String::new))
                .contains(envelope);
        assertThat(queue.length()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "+999999999-01-01T00:00:00Z, is in the year 999999999;",
        "-999999999-01-01T00:00:00Z, is in the year -999999999;",
        "9999-12-31T23:59:59-05:00, is in the year 10000;",
        "0000-01-01T00:00:00Z, is in the year 0;",
        "2026-01-01, is not a moment in ISO 8601"
    })
    void a_moment_that_no_clock_shows_ends_in_a_dead_letter(String moment, String complaint) {
        String quoted = "\"" + moment + "\"";
        Redis.client().lpush(name, withHeader("eta", quoted), withHeader("expires", quoted));

        drain();

        assertThat(queue.deadLetters())
                .hasSize(2)
                .allSatisfy(letter -> assertThat(letter.reason()).contains(complaint));
        assertThat(queue.length()).isZero();
    }

    @Test
    void ten_megabytes_are_a_dead_letter_with_the_whole_envelope() {
        var envelope = (ObjectNode) JSON.readTree(goodEnvelope());
        envelope.put("body", Base64.getEncoder().encodeToString(new byte[10_000_000]));
        assertRefused(
                envelope.toString(), "The body of task \"record\" has 10,000,000 bytes; a message");
    }

    @Test
    void ten_megabytes_that_are_no_envelope_are_a_dead_letter() {
        assertRefused("x".repeat(10_000_000), "It is not JSON:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            textBlock =
                    """
                    content-type | "text/plain" | "content-type" is a field of every message
                    body         | "[]"         | "body" is a field of every message
                    compression  | "gzip"       | Its body is compressed: "gzip".
                    """)
    void a_header_that_lies_about_its_message_is_refused(
            String header, String value, String complaint) {
        assertRefused(withHeader(header, value), complaint);
    }

    @Test
    void compression_null_is_no_compression() {
        Redis.client().lpush(name, withHeader("compression", "null"));

        drain();

        assertThat(handled).containsExactly(Call.of("hello"));
        assertNothingIsLeft();
    }

    @Test
    void a_body_in_another_encoding_is_refused_by_name() {
        String latin = goodEnvelope().replace("\"utf-8\"", "\"latin-1\"");
        assertRefused(latin, "Its body is JSON in \"latin-1\"; only utf-8 can be read.");
    }

    @Test
    @Timeout(60)
    void the_shortest_wait_for_a_message_ends() {
        for (int millis = 0; millis <= 3; millis++) {
            assertThat(broker.pop("me", Duration.ofMillis(millis))).isEmpty();
        }
    }

    @Test
    void two_messages_with_the_same_bytes_both_wait_for_their_eta() throws Exception {
        String later = withHeader("eta", "\"%s\"".formatted(Instant.now().plusMillis(800)));
        Redis.client().lpush(name, later, later);

        drain();
        assertThat(queue.length()).isEqualTo(2);
        Thread.sleep(900); // until the eta has come
        drain();

        assertThat(handled).containsExactly(Call.of("hello"), Call.of("hello"));
        assertNothingIsLeft();
    }

    @Test
    void the_lists_of_all_ten_priorities_are_counted_and_read_in_order() {
        var ten = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        var transport = Transport.DEFAULT.withPriorities(ten, ":").withGlobalKeyprefix("pre_");
        var prefixed = new TaskQueue(new CeleryQueue(Redis.client(), name, transport));
        for (int priority : List.of(4, 9, 0, 7, 2, 5, 1, 8, 3, 6)) {
            prefixed.enqueue(urgent(priority));
        }
        assertThat(prefixed.length()).isEqualTo(10);
        assertThat(Redis.client().llen("pre_" + name + ":7")).isOne();

        drain(prefixed);

        assertThat(handled)
                .containsExactlyElementsOf(ten.stream().map(i -> Call.of((long) i)).toList());
        assertThat(prefixed.length()).isZero();
    }

    @Test
    void a_priority_between_two_steps_goes_to_the_one_below() {
        for (int priority = 0; priority < 10; priority++) {
            queue.enqueue(urgent(priority));
        }

        assertThat(List.of("", "\6\0263", "\6\0266", "\6\0269"))
                .extracting(list -> Redis.client().llen(name + list))
                .containsExactly(3L, 3L, 3L, 1L);
        var last = JSON.readTree(Redis.client().lindex(name + "\6\0269", 0));
        assertThat(last.at("/properties/priority").intValue()).isEqualTo(9);
        assertThat(last.at("/properties/delivery_info/routing_key").stringValue()).isEqualTo(name);
        assertThat(last.at("/headers/priority").isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,2", "0,10", "0,3,2", "0,0"})
    void priority_steps_that_celery_would_not_serve_are_refused(String steps) {
        List<Integer> numbers =
                Stream.of(steps.split(","))
                        .filter(s -> !s.isEmpty())
                        .map(Integer::valueOf)
                        .toList();
        assertThatThrownBy(() -> Transport.DEFAULT.withPriorities(numbers, ":"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Priority steps start at 0 and ascend to at most 9");
    }

    @Test
    void a_name_with_the_separator_in_it_is_refused() {
        var transport = Transport.DEFAULT.withPriorities(List.of(0, 5), ":");
        assertThatThrownBy(() -> new CeleryQueue(Redis.client(), "forum:mail", transport))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"forum:mail\", holds the separator of priorities, \":\".");
    }

    @Test
    void kombus_typed_json_is_read_as_what_it_was() {
        pushCall(
                """
                [[{"__type__": "uuid", "__value__":
                       {"hex": "00000000000040008000000000000007", "version": 4}},
                  {"__type__": "decimal", "__value__": "1.10"},
                  {"__type__": "datetime", "__value__": "2026-01-01T00:00:00.000001"},
                  {"__type__": "datetime", "__value__": "2026-01-01T00:00:00+05:30"},
                  {"__type__": "date", "__value__": "2026-02-28"},
                  {"__type__": "time", "__value__": "12:30:00"},
                  [{"__type__": "bytes", "__value__": "\u00fc"}],
                  {"__type__": "base64", "__value__": "/wA="},
                  {"bytes": "aGVsbG8=", "__base64__": true},
                  {"bytes": "hello", "__base64__": false},
                  {"__type__": "uuid", "and": "more"}], {}, {}]\
                """);

        drain();

        assertThat(handled).hasSize(1);
        assertThat(((Call) handled.get(0)).args())
                .usingRecursiveComparison()
                .isEqualTo(
                        List.of(
                                UUID.fromString("00000000-0000-4000-8000-000000000007"),
                                new BigDecimal("1.10"),
                                LocalDateTime.parse("2026-01-01T00:00:00.000001"),
                                OffsetDateTime.parse("2026-01-01T00:00:00+05:30"),
                                LocalDate.of(2026, 2, 28),
                                LocalTime.of(12, 30),
                                List.of("\u00fc".getBytes(UTF_8)),
                                new byte[] {-1, 0},
                                "hello".getBytes(UTF_8),
                                "hello".getBytes(UTF_8),
                                Map.of("__type__", "uuid", "and", "more")));
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            textBlock =
                    """
                    "money"    | "1"       | It holds a value of kombu's type "money"; those
                    7          | "1"       | It holds a value of kombu's type "7"; those
                    "uuid"     | "1"       | This is no value of kombu's type "uuid": 1.
                    "uuid"     | {"hex":7} | This is no value of kombu's type "uuid": {hex=7}.
                    "decimal"  | "NaN"     | This is no value of kombu's type "decimal": NaN.
                    "datetime" | null      | This is no value of kombu's type "datetime": null.
                    "base64"   | "%"       | This is no value of kombu's type "base64": %.
                    """)
    void a_typed_value_that_cannot_be_read_is_refused_by_name(
            String type, String value, String complaint) {
        pushCall("[[{\"__type__\": %s, \"__value__\": %s}], {}, {}]".formatted(type, value));

        drain();

        assertThat(handled).isEmpty();
        assertThat(queue.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).contains(complaint));
    }

    @Test
    void a_whole_number_beyond_64_bits_is_a_dead_letter() {
        pushCall("[[9223372036854775808], {}, {}]");

        drain();

        assertThat(handled).isEmpty();
        assertThat(queue.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).contains("9223372036854775808"));
    }

    @Test
    void what_is_deleted_while_a_worker_holds_it_becomes_a_dead_letter_with_what_was_read() {
        queue.enqueue("record", Call.of("held"), CALLS);
        var held = broker.pop("me", Duration.ZERO).orElseThrow();
        Redis.client().xdel(name + ":java", new StreamEntryID(held.id()));

        broker.moveToDeadLetters(held, "on purpose");

        assertThat(queue.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).contains("on purpose"))
                .satisfies(letter -> assertThat(letter.fields().find("body")).isPresent());
        assertThat(broker.pending()).isEmpty();
    }

    @Test
    void what_is_deleted_while_a_dead_worker_held_it_becomes_a_dead_letter() {
        queue.enqueue("record", Call.of("held"), CALLS);
        var held = broker.pop("the dead", Duration.ZERO).orElseThrow();
        Redis.client().xdel(name + ":java", new StreamEntryID(held.id()));

        worker().lease(Duration.ZERO).drain();

        assertThat(queue.deadLetters())
                .singleElement()
                .satisfies(
                        letter ->
                                assertThat(letter.reason())
                                        .startsWith("Someone deleted it from the queue"));
        assertThat(broker.pending()).isEmpty();
    }

    @Test
    void a_message_that_cannot_be_taken_stays_where_it_is() {
        queue.enqueue("record", Call.of("hello"), CALLS);
        Redis.client().set(name + ":java", "this is no stream");

        assertThatThrownBy(this::drain).hasMessageContaining("WRONGTYPE");

        assertThat(Redis.client().llen(name)).isOne();
        Redis.client().del(name + ":java");
        drain();
        assertThat(handled).containsExactly(Call.of("hello"));
        assertNothingIsLeft();
    }

    @Test
    @DisabledOnOs(
            value = OS.WINDOWS,
            disabledReason = "The embedded Redis for Windows is 5.0, and BLMOVE came with 6.2.")
    void another_java_worker_takes_over_what_a_dead_one_held() {
        queue.enqueue("record", Call.of("held"), CALLS);
        queue.enqueue("record", Call.of("in the inbox"), CALLS);
        broker.pop("the dead", Duration.ZERO);
        // Another worker died right after its BLMOVE.
        Redis.client()
                .blmove(name, name + ":java:inbox", ListDirection.RIGHT, ListDirection.LEFT, 1);
        assertThat(queue.length()).isEqualTo(2);

        worker().lease(Duration.ZERO)
                .handle("record", (call, message) -> handled.add(call))
                .drain();

        assertThat(handled).containsExactlyInAnyOrder(Call.of("held"), Call.of("in the inbox"));
        assertNothingIsLeft();
    }

    @Test
    @DisabledOnOs(
            value = OS.WINDOWS,
            disabledReason = "The embedded Redis for Windows is 5.0, and BLMOVE came with 6.2.")
    void an_idle_worker_wakes_when_a_message_comes() throws Exception {
        var sender = new Thread(() -> queue.enqueue("record", Call.of("awake"), CALLS));
        sender.start();

        assertThat(broker.pop("me", Duration.ofSeconds(30))).isPresent();
        sender.join();
    }

    private String goodEnvelope() {
        queue.enqueue("record", Call.of("hello"), CALLS);
        return Redis.client().rpop(name);
    }

    private Message urgent(int priority) {
        return Message.of("record", "application/json", dumps(Call.of((long) priority)))
                .withHeader("priority", Integer.toString(priority));
    }

    private static byte[] dumps(Call call) {
        try {
            return CALLS.dumps(call);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String withHeader(String header, String json) {
        return goodEnvelope().replace("\"lang\"", "\"%s\":%s,\"lang\"".formatted(header, json));
    }

    private void pushCall(String body) {
        var envelope = (ObjectNode) JSON.readTree(goodEnvelope());
        envelope.put("body", Base64.getEncoder().encodeToString(body.getBytes(UTF_8)));
        Redis.client().lpush(name, envelope.toString());
    }

    private void drain(TaskQueue other) {
        Worker.on(other)
                .accept(CALLS)
                .handle("record", (call, message) -> handled.add(call))
                .drain();
    }

    private void drain() {
        worker().handle("record", (call, message) -> handled.add(call)).drain();
    }
}
