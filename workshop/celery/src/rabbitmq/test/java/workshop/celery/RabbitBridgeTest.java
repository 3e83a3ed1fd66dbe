package workshop.celery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import workshop.queue.BrokerException;
import workshop.queue.Message;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;
import workshop.rabbitmq.RabbitServer;
import workshop.redis.Redis;

/** What the bridge does on RabbitMQ, and on Redis in another way or not at all. */
@NeedsCelery
class RabbitBridgeTest extends RabbitTest {

    private static final int PATIENCE_SECONDS = 60;

    /** RabbitMQ 3.10 does not find a quorum queue again that was declared just before a kill. */
    private static final int MILLISECONDS_UNTIL_A_QUEUE_IS_KNOWN = 1_500;

    private static final int MANY = 50;
    private static final JsonMapper JSON = new JsonMapper();

    /** A queue that is declared in another way. */
    private final String another = name + ":another";

    @AfterEach
    void removeTheOther() {
        SIDE.remove(another);
    }

    @Test
    void a_dead_letter_is_the_message_that_python_sent() throws Exception {
        try (var python = Python.sender(name)) {
            python.send(Map.of("task", "record", "args", List.of("doomed")));
        }
        var sent = channel.basicGet(name, false);
        channel.basicNack(sent.getEnvelope().getDeliveryTag(), false, true);

        failing().drain();

        assertDeadLetter("Failed 3 times, the last time with IllegalStateException: on purpose");
        var dead = rawDeadLetter();
        var headers = new HashMap<>(dead.getProps().getHeaders());
        assertThat(headers.keySet()).contains("x-reason", "x-deliveries");
        headers.keySet().removeAll(List.of("x-reason", "x-deliveries", "x-delivery-count"));
        assertThat(headers).isEqualTo(sent.getProps().getHeaders());
        assertThat(dead.getProps())
                .usingRecursiveComparison()
                .comparingOnlyFields("contentType", "contentEncoding", "correlationId", "replyTo")
                .isEqualTo(sent.getProps());
        assertThat(dead.getBody()).isEqualTo(sent.getBody());
    }

    @Test
    void a_message_has_everything_that_a_celery_worker_reads() throws Exception {
        String id = queue.enqueue("record", Call.of(2, 3), CALLS);

        var sent = channel.basicGet(name, true);
        assertThat(sent.getProps().getContentType()).isEqualTo("application/json");
        assertThat(sent.getProps().getContentEncoding()).isEqualTo("utf-8");
        assertThat(sent.getProps().getCorrelationId()).isEqualTo(id);
        assertThat(sent.getProps().getDeliveryMode()).as("survives a restart").isEqualTo(2);
        assertThat(sent.getProps().getHeaders())
                .containsOnlyKeys("lang", "task", "id", "root_id", "parent_id", "group", "retries")
                .hasEntrySatisfying("id", it -> assertThat(it).hasToString(id));
        assertThat(JSON.readTree(sent.getBody()).get(0)).isEqualTo(JSON.readTree("[2, 3]"));
    }

    /** On Redis, 0 is the most urgent. */
    @Test
    void the_highest_priority_comes_first() throws Exception {
        var setup = SIDE.setups().get(1);
        var urgent = new TaskQueue(setup.queue().apply(another));
        try (var python = Python.sender(another, setup.environment())) {
            for (int priority : List.of(4, 9, 0, 7)) {
                var options = Map.of("priority", priority);
                python.send(
                        Map.of("task", "record", "args", List.of(priority), "options", options));
            }
        }
        urgent.enqueue(message(5).withHeader("priority", "5"));

        Worker.on(urgent)
                .accept(CALLS)
                .handle("record", (call, message) -> handled.add(call))
                .drain();

        assertThat(handled)
                .containsExactlyElementsOf(Stream.of(9L, 7L, 5L, 4L, 0L).map(Call::of).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 5, 'RabbitMQ would ignore the header \"priority\": this queue has no"
                + " \"x-max-priority\".'",
        "1, 11, 'The header \"priority\" is a number from 0 to 10, and not \"11\".'",
        "1, high, 'The header \"priority\" is a number from 0 to 10, and not \"high\".'"
    })
    void a_priority_that_the_queue_has_not_is_refused_at_the_call(
            int setup, String priority, String complaint) throws IOException {
        var other = new TaskQueue(SIDE.setups().get(setup).queue().apply(another));
        var message = message(1).withHeader("priority", priority);

        assertThatThrownBy(() -> other.enqueue(message))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(complaint);
        assertThat(other.length()).isZero();
    }

    @Test
    void a_queue_that_celery_declares_otherwise_is_refused_in_clear_words() {
        var server = new RabbitServer(RabbitSide.ADDRESS);

        assertThatThrownBy(() -> new CeleryRabbitQueue(server, name, RabbitSide.TEN_PRIORITIES))
                .isExactlyInstanceOf(BrokerException.class)
                .hasMessageStartingWith(
                        "Celery and Java must give the queue \"%s\" the same arguments; Java's are"
                                + " {x-max-priority=10}. RabbitMQ refused it: PRECONDITION_FAILED",
                        name);
    }

    @ParameterizedTest
    @CsvSource({"PT26H, PT24H", "PT25M, PT1M"})
    void a_message_waits_as_long_at_a_time_as_it_may(Duration left, String queueOfThatTime)
            throws Exception {
        String eta = Instant.now().plus(left).toString();
        queue.enqueue(message(1).withHeader("eta", eta));

        assertThat(broker.pop("me", Duration.ZERO)).isEmpty();

        var waiting = RabbitSide.SERVER.queue(name + ":java:wait:" + queueOfThatTime, Map.of());
        assertThat(waiting.length() + queue.length()).as("it waits, and is counted").isEqualTo(2);
    }

    @Test
    void a_message_that_waited_in_many_turns_is_the_same_and_was_delivered_once() throws Exception {
        var eta = Instant.now().plusMillis(1_350);
        queue.enqueue(message(1).withHeader("eta", eta.toString()));

        var delivery = broker.pop("me", Duration.ofSeconds(10)).orElseThrow();

        assertThat(Instant.now()).isAfterOrEqualTo(eta);
        assertThat(delivery.count()).isOne();
        assertThat(delivery.fields().toMessage("").headers().keySet())
                .noneMatch(header -> header.startsWith("x-"));
    }

    /** So Celery wants it: it says in each message when RabbitMQ may drop it. */
    @Test
    void what_expires_in_celerys_queue_is_dropped_by_rabbitmq_without_a_word() throws Exception {
        try (var python = Python.sender(name)) {
            var options = Map.of("expires", "2020-01-01T00:00:00+00:00");
            python.send(Map.of("task", "record", "options", options));
        }

        drain();

        assertThat(handled).isEmpty();
        assertNothingIsLeft();
    }

    /** Once a Java worker has taken it, RabbitMQ drops it no more. */
    @Test
    void what_expires_after_java_has_taken_it_is_a_dead_letter() throws Exception {
        var soon = Instant.now().plusMillis(500);
        var headers = Map.of("expires", soon.toString(), "eta", soon.plusMillis(100).toString());
        send(task(headers).expiration("500").build(), HELLO);

        assertThat(broker.pop("me", Duration.ZERO)).as("it waits for its eta").isEmpty();
        assertThat(broker.pop("me", Duration.ofSeconds(2))).isEmpty();

        assertDeadLetter("It expired at %s.".formatted(soon));
    }

    @Test
    void get_returns_when_the_task_is_done() throws Exception {
        var recording = worker().handle("record", (call, message) -> handled.add(call));
        assertThat(told(recording, 7).get("returned").isNull()).isTrue();
        assertThat(handled).containsExactly(Call.of(7L));
    }

    @Test
    void get_raises_the_reason_of_a_dead_letter() throws Exception {
        var told = told(failing(), 7);

        assertThat(told.get("raised").stringValue()).isEqualTo("RuntimeError");
        assertThat(told.get("words").stringValue())
                .isEqualTo("Failed 3 times, the last time with IllegalStateException: on purpose");
    }

    /** What a Python program tells that calls {@code get()}. */
    private JsonNode told(Worker worker, int argument) throws Exception {
        try (var running = new Running(worker);
                var python = Python.sender(name, Map.of("BACKEND", "rpc://"))) {
            python.send(
                    Map.of("task", "record", "args", List.of(argument), "get", PATIENCE_SECONDS));
            var told = Redis.client().blpop(PATIENCE_SECONDS, name + ":told");
            assertThat(told).as(python.log()).isNotNull();
            return JSON.readTree(told.get(1));
        }
    }

    /** Otherwise anyone could make a worker write into any queue. */
    @Test
    void a_result_goes_to_no_queue_that_is_not_made_for_results() throws Exception {
        send(task(Map.of()).replyTo(name).build(), HELLO);
        send(task(Map.of()).replyTo(name + ":java:dead").build(), HELLO);

        drain();

        assertThat(handled).hasSize(2);
        assertNothingIsLeft();
    }

    @Test
    void another_worker_runs_what_a_killed_one_held() throws Exception {
        queue.enqueue(message(7));
        DoomedWorker.runUntilItHoldsAMessage(name);

        var next = broker.pop("me", Duration.ofSeconds(10)).orElseThrow();
        assertThat(next.count()).isEqualTo(2);
    }

    /** On Celery's own queue RabbitMQ counts nothing, and this would never end. */
    @Test
    void a_message_that_kills_every_worker_is_a_dead_letter() throws Exception {
        queue.enqueue(message(7));
        for (int i = 0; i < 3; i++) {
            DoomedWorker.runUntilItHoldsAMessage(name);
        }

        var next = worker().handle("record", (call, message) -> handled.add(call));
        try (var running = new Running(next)) {
            while (queue.deadLetters().isEmpty()) {
                Thread.sleep(20); // and looks again
            }
        }
        assertDeadLetter("It was delivered 3 times, and no worker lived to finish it.");
        assertThat(handled).isEmpty();
    }

    /** With kill -9. Whoever has started it starts it again, with what is on its disk. */
    @Test
    void what_was_enqueued_outlives_a_killed_broker() throws Exception {
        queue.enqueue(message(0).withHeader("eta", Instant.now().plusSeconds(8).toString()));
        assertThat(broker.pop("me", Duration.ZERO)).as("it is where it waits").isEmpty();
        for (int i = 1; i < MANY; i++) {
            queue.enqueue(message(i));
        }
        var folder = Path.of(System.getProperty("workshop.broker.folder"));
        Thread.sleep(MILLISECONDS_UNTIL_A_QUEUE_IS_KNOWN);
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());

        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        var ran = ConcurrentHashMap.<Object>newKeySet();
        var worker = worker().handle("record", (call, message) -> ran.add(call));
        long end = System.nanoTime() + SECONDS.toNanos(PATIENCE_SECONDS);
        try (var running = new Running(worker)) {
            while (ran.size() < MANY && System.nanoTime() < end) {
                Thread.sleep(20); // and looks again
            }
        }
        assertThat(ran).hasSize(MANY);
    }

    private static Message message(long argument) throws IOException {
        return Message.of("record", CALLS.contentType(), CALLS.dumps(Call.of(argument)));
    }
}
