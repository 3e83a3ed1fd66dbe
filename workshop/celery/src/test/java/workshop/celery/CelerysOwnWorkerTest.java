package workshop.celery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import workshop.redis.Redis;

/**
 * What a worker of Celery 5.2 does with messages that a Java worker makes dead letters: the bridge
 * must not send them.
 */
@NeedsCelery
@Tag("redis")
class CelerysOwnWorkerTest extends CeleryTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int PATIENCE_SECONDS = 120;

    @Test
    void an_envelope_without_an_id_stops_one_worker_after_the_other() throws Exception {
        send("record", envelope -> ((ObjectNode) envelope.get("headers")).remove("id"));

        for (int i = 0; i < 2; i++) {
            try (var worker = Python.worker(name, Map.of())) {
                assertThat(worker.ends()).as("worker %s ends", i).isTrue();
            }
        }
        assertThat(Redis.client().llen(name)).isOne();
    }

    @Test
    void an_envelope_without_properties_stops_a_worker_and_is_lost() throws Exception {
        send("record", envelope -> envelope.remove("properties"));

        try (var worker = Python.worker(name, Map.of())) {
            assertThat(worker.ends()).isTrue();
        }
        assertThat(Redis.client().llen(name)).isZero();
    }

    @Test
    void it_drops_what_expired_and_what_waits_for_a_year_beyond_9999() throws IOException {
        send("record", header("expires", "2020-01-01T00:00:00+00:00"));
        send("record", header("eta", "+10000-01-01T00:00:00Z"));
        send("record", body("[[\"the next one\"], {}, {}]"));

        try (var worker = Python.worker(name, Map.of())) {
            assertThat(told(worker).at("/args/0").asString("")).isEqualTo("the next one");
            assertThat(worker.log()).contains("Discarding revoked task", "Received invalid task");
        }
        assertThat(Redis.client().llen(name)).isZero();
    }

    @Test
    void it_loses_a_task_with_expires_that_asks_for_another_try() throws IOException {
        send("flaky", header("expires", "9999-01-01T00:00:00+00:00"));
        send("record", body("[[\"the next one\"], {}, {}]"));

        try (var worker = Python.worker(name, Map.of())) {
            assertThat(told(worker).at("/args/0").asString("")).isEqualTo("the next one");
            assertThat(worker.log()).contains("TypeError");
        }
        assertThat(Redis.client().llen(name)).isZero();
    }

    @Test
    void it_passes_on_long_numbers_and_typed_json_as_they_are() throws IOException {
        String args = "[1180591620717411303424,{\"__type__\":\"uuid\",\"__value__\":\"7\"}]";
        send("record", body("[%s, {}, {}]".formatted(args)));

        try (var worker = Python.worker(name, Map.of())) {
            assertThat(told(worker).get("args")).isEqualTo(JSON.readTree(args));
        }
    }

    private void send(String task, Consumer<ObjectNode> change) {
        queue.enqueue(task, Call.of(), CALLS);
        var envelope = (ObjectNode) JSON.readTree(Redis.client().lpop(name));
        change.accept(envelope);
        Redis.client().lpush(name, envelope.toString());
    }

    private static Consumer<ObjectNode> header(String header, String value) {
        return envelope -> ((ObjectNode) envelope.get("headers")).put(header, value);
    }

    private static Consumer<ObjectNode> body(String body) {
        String encoded = Base64.getEncoder().encodeToString(body.getBytes(UTF_8));
        return envelope -> envelope.put("body", encoded);
    }

    /** What the next task of that worker tells. */
    private JsonNode told(Python worker) {
        var told = Redis.client().blpop(PATIENCE_SECONDS, name + ":told");
        assertThat(told).as("what a task tells. Its log is:%n%s", worker.log()).isNotNull();
        return JSON.readTree(told.get(1));
    }
}
