package workshop.celery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.args.ListDirection;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import workshop.queue.JsonSerializer;
import workshop.queue.Message;
import workshop.redis.Redis;

/** What is written to the list, and which entries of the list are accepted. Needs no Python. */
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

    /**
     * Good envelopes with a few bytes changed: each is handled or becomes a dead letter, and the
     * worker survives.
     */
    @Test
    void a_thousand_mutilated_envelopes_are_all_accounted_for() {
        var random = new Random(42);
        byte[] good = goodEnvelope().getBytes(UTF_8);
        for (int i = 0; i < 1000; i++) {
            byte[] bad = good.clone();
            for (int j = 0; j <= random.nextInt(3); j++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            Redis.client().lpush(name.getBytes(UTF_8), bad);
        }

        drain();

        assertThat(handled.size() + queue.deadLetters().size())
                .as("%d handled, and the dead", handled.size())
                .isEqualTo(1000);
        assertThat(queue.deadLetters()).hasSizeGreaterThan(100);
        assertThat(queue.length()).isZero();
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

    private void drain() {
        worker().handle("record", (call, message) -> handled.add(call)).drain();
    }
}
