package workshop.celery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import workshop.queue.Message;
import workshop.queue.TaskQueue;
import workshop.redis.Redis;

/** The kit's queue sends, and a real Celery worker runs it. */
@NeedsCelery
class JavaSendsTest {

    private static final int PATIENCE_SECONDS = 120;
    private static final String NAME = "test-" + UUID.randomUUID();
    private static final CallSerializer CALLS = new CallSerializer();

    private static Python celery;
    private static TaskQueue queue;

    @BeforeAll
    static void startCelery() throws IOException {
        celery = Python.worker(NAME, Map.of());
        queue = new TaskQueue(Side.OF_THIS_RUN.queue(NAME));
    }

    @AfterAll
    static void stopCelery() throws IOException {
        if (celery != null) {
            celery.close();
            Side.OF_THIS_RUN.remove(NAME);
        }
    }

    @Test
    void a_celery_worker_runs_what_java_enqueued_with_every_argument_as_it_was() {
        var nested = new HashMap<String, Object>();
        nested.put("tags", List.of("a", List.of(), Map.of()));
        nested.put("half", 0.5);
        nested.put("big", Long.MAX_VALUE);
        nested.put("yes", true);
        var call =
                new Call(
                        Arrays.asList(7, null, "naïve 🦉 \u2028 \"quoted\""),
                        Map.of("options", nested, "größe", -1));

        String id = queue.enqueue("record", call, CALLS);

        JsonNode told = told(NAME, celery);
        assertThat(told.get("id").stringValue()).isEqualTo(id);
        assertThat(told.get("args")).isEqualTo(new JsonMapper().valueToTree(call.args()));
        assertThat(told.get("kwargs")).isEqualTo(new JsonMapper().valueToTree(call.kwargs()));
    }

    @Test
    void a_header_reaches_the_task() throws IOException {
        queue.enqueue(
                Message.of("record", CALLS.contentType(), CALLS.dumps(Call.of()))
                        .withHeader("signature", "c2lnbmVk"));

        assertThat(told(NAME, celery).get("signature").stringValue()).isEqualTo("c2lnbmVk");
    }

    @Test
    void a_task_that_fails_leaves_the_celery_worker_alive() {
        queue.enqueue("record", Call.of("before"), CALLS);
        queue.enqueue("fail", Call.of(), CALLS);
        queue.enqueue("fail", Call.of("more arguments than it takes"), CALLS);
        queue.enqueue("unknown", Call.of(), CALLS);
        queue.enqueue("record", Call.of("after"), CALLS);

        int before = told(NAME, celery).get("pid").intValue();
        assertThat(told(NAME, celery).get("pid").intValue())
                .as("the process that runs the next task")
                .isEqualTo(before);
        assertThat(celery.log())
                .contains("ValueError: on purpose", "Received unregistered task of type 'unknown'");
    }

    /** For a retry, Celery makes a new message from the fields of the old one. */
    @Test
    void a_task_can_ask_for_another_try() {
        queue.enqueue("flaky", Call.of("once more"), CALLS);

        JsonNode told = told(NAME, celery);
        assertThat(told.get("retries").intValue()).isOne();
        assertThat(told.get("args").get(0).stringValue()).isEqualTo("once more");
    }

    /** A retry goes where the envelope says; kombu adds the prefix itself. */
    @Test
    @Tag("redis")
    void a_task_can_ask_for_another_try_where_every_key_has_a_prefix() throws IOException {
        String name = "test-" + UUID.randomUUID();
        var transport =
                Transport.DEFAULT
                        .withGlobalKeyprefix("pre_")
                        .withPriorities(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), ":");
        var prefixed = new TaskQueue(new CeleryQueue(Redis.client(), name, transport));
        try (var worker = Python.worker(name, RedisSide.environment(transport))) {
            prefixed.enqueue(
                    Message.of("flaky", CALLS.contentType(), CALLS.dumps(Call.of("once more")))
                            .withHeader("priority", "5"));

            assertThat(told(name, worker).get("retries").intValue()).isOne();
        } finally {
            Side.OF_THIS_RUN.remove(name);
        }
    }

    /** Celery sets each header as an attribute of the task's request. */
    @Test
    void every_attribute_of_a_request_is_refused_as_a_header() throws IOException {
        String names =
                Python.eval(
                        "from celery.app.task import Context;"
                                + " print(*(n for n in dir(Context) if n[:2] != '__'))");
        assertThat(names.split(" ")).contains("headers", "get", "retries");
        for (String header : names.split(" ")) {
            if (!Set.of("eta", "expires").contains(header)) {
                var message =
                        Message.of("record", CALLS.contentType(), CALLS.dumps(Call.of()))
                                .withHeader(header, "1");
                assertThatThrownBy(() -> queue.enqueue(message))
                        .as("the header %s", header)
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void an_eta_is_honoured() throws IOException {
        Instant eta = Instant.now().plusMillis(1500);
        queue.enqueue(
                Message.of("record", CALLS.contentType(), CALLS.dumps(Call.of()))
                        .withHeader("eta", eta.toString()));

        assertThat(told(NAME, celery).get("at").doubleValue())
                .isGreaterThanOrEqualTo(eta.toEpochMilli() / 1000.0 - 0.01);
    }

    /**
     * It acknowledges late, because it was told to or because the solo pool does nothing else while
     * a task runs. On Redis, the envelope tells Celery where to put the message back.
     */
    @ParameterizedTest
    @ValueSource(strings = {"hang", "hang_by_default"})
    void a_celery_worker_that_dies_gives_it_back(String task) throws IOException {
        String name = "test-" + UUID.randomUUID();
        var toDoomed = new TaskQueue(Side.OF_THIS_RUN.queue(name));
        toDoomed.enqueue(task, Call.of(), CALLS);
        try (var doomed = Python.worker(name, Map.of())) {
            told(name, doomed);
            doomed.kill();
            try (var next = Python.worker(name, Map.of("VISIBILITY_TIMEOUT", "0"))) {
                assertThat(told(name, next).get("pid").intValue())
                        .as("the process that runs it now")
                        .isPositive();
            }
        } finally {
            Side.OF_THIS_RUN.remove(name);
            Redis.client().del("unacked", "unacked_index");
        }
    }

    @Test
    void a_celery_worker_that_dies_takes_its_task_along_unless_it_acknowledges_late()
            throws IOException {
        String name = "test-" + UUID.randomUUID();
        var toDoomed = new TaskQueue(Side.OF_THIS_RUN.queue(name));
        toDoomed.enqueue("hang_by_default", Call.of(), CALLS);
        try (var doomed = Python.preforkingWorker(name)) {
            told(name, doomed);
            doomed.kill();
            toDoomed.enqueue("record", Call.of("the next one"), CALLS);
            try (var next = Python.worker(name, Map.of("VISIBILITY_TIMEOUT", "0"))) {
                assertThat(told(name, next).at("/args/0").asString(""))
                        .as("what the next worker runs")
                        .isEqualTo("the next one");
            }
        } finally {
            Side.OF_THIS_RUN.remove(name);
            Redis.client().del("unacked", "unacked_index");
        }
    }

    /** What the next task of that worker tells. */
    private static JsonNode told(String name, Python worker) {
        var told = Redis.client().blpop(PATIENCE_SECONDS, name + ":told");
        assertThat(told)
                .as(
                        "what the task tells. The worker is %s, and its log is:%n%s",
                        worker.isAlive() ? "alive" : "dead", worker.log())
                .isNotNull();
        return new JsonMapper().readTree(told.get(1));
    }
}
