package workshop.celery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import workshop.queue.TaskHandler;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;
import workshop.redis.Redis;

/** Real Python sends with {@code .delay()}, and the kit's worker runs it. */
@NeedsCelery
class PythonSendsTest extends CeleryTest {

    private final List<Object> handled = new ArrayList<>();
    private Python python;

    @BeforeEach
    void startPython() throws IOException {
        python = Python.sender(name);
    }

    @AfterEach
    void stopPython() throws IOException {
        python.close();
    }

    @Test
    void a_java_worker_runs_what_python_sent_with_every_argument_as_it_was() throws IOException {
        var args = Arrays.asList(7L, null, "naïve 🦉 \u2028 \"quoted\"");
        var kwargs =
                Map.of(
                        "options",
                        Map.of("tags", List.of("a", List.of(), Map.of()), "half", 0.5, "yes", true),
                        "größe",
                        -1L);
        python.send(Map.of("task", "record", "args", args, "kwargs", kwargs));

        recording().drain();

        assertThat(handled).containsExactly(new Call(args, kwargs));
        assertNothingIsLeft();
    }

    @Test
    void pickle_is_refused_undecoded() throws IOException {
        python.send(Map.of("task", "record", "options", Map.of("serializer", "pickle")));

        recording().drain();

        assertThat(handled).isEmpty();
        assertDeadLetter(
                "Refused undecoded: content type \"application/x-python-serialize\"; this worker"
                        + " accepts [application/json].");
    }

    @Test
    void a_compressed_body_is_refused() throws IOException {
        python.send(Map.of("task", "record", "options", Map.of("compression", "gzip")));

        recording().drain();

        assertDeadLetter(
                "This is not a message of Celery's protocol 2. Its body is compressed:"
                        + " \"application/x-gzip\".");
    }

    @Test
    void a_chain_is_refused_rather_than_cut_after_the_first_task() throws IOException {
        python.send(Map.of("task", "record", "then", "record"));

        recording().drain();

        assertThat(handled).isEmpty();
        assertDeadLetter(
                "The body could not be decoded: IOException: \"chain\" asks for more than this one"
                        + " task; only Celery knows how to go on.");
    }

    @Test
    void the_handler_sees_celerys_headers() throws IOException {
        python.send(Map.of("task", "record", "options", Map.of("retries", 2)));

        var headers = new ArrayList<Map<String, String>>();
        worker().handle("record", (call, message) -> headers.add(message.headers())).drain();

        assertThat(headers).hasSize(1);
        assertThat(headers.get(0))
                .containsEntry("lang", "py")
                .containsEntry("retries", "2")
                .containsKey("id")
                .doesNotContainKey("eta");
    }

    @Test
    @Tag("redis")
    void every_priority_is_served_the_most_urgent_first() throws IOException {
        for (int priority : List.of(9, 0, 6, 3)) {
            var options = Map.of("priority", priority);
            python.send(Map.of("task", "record", "args", List.of(priority), "options", options));
        }

        recording().drain();

        assertThat(handled).containsExactly(Call.of(0L), Call.of(3L), Call.of(6L), Call.of(9L));
    }

    /** The options that Celery's documentation suggests for priorities on Redis. */
    @Test
    @Tag("redis")
    void ten_priorities_under_a_prefix_are_all_served() throws IOException {
        var ten = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        var transport = Transport.DEFAULT.withPriorities(ten, ":").withGlobalKeyprefix("pre_");
        try (var sender = Python.sender(name, RedisSide.environment(transport))) {
            for (int priority : List.of(4, 9, 0, 7, 2, 5, 1, 8, 3, 6)) {
                var options = Map.of("priority", priority);
                sender.send(
                        Map.of("task", "record", "args", List.of(priority), "options", options));
            }
        }

        var prefixed = new TaskQueue(new CeleryQueue(Redis.client(), name, transport));
        assertThat(prefixed.length()).isEqualTo(10);
        Worker.on(prefixed)
                .accept(CALLS)
                .handle("record", (call, message) -> handled.add(call))
                .drain();
        assertThat(handled)
                .containsExactlyElementsOf(ten.stream().map(p -> Call.of((long) p)).toList());
        assertThat(prefixed.length()).isZero();
    }

    @Test
    void nothing_runs_before_its_eta() throws Exception {
        Instant sent = Instant.now();
        var options = Map.of("countdown", 1);
        python.send(Map.of("task", "record", "args", List.of("later"), "options", options));
        python.send(Map.of("task", "record", "args", List.of("now")));

        var ran = new LinkedBlockingQueue<Map.Entry<Object, Instant>>();
        TaskHandler recording = (call, message) -> ran.add(Map.entry(call, Instant.now()));
        Worker worker = worker().handle("record", recording);
        worker.drain();
        assertThat(ran).extracting(Map.Entry::getKey).containsExactly(Call.of("now"));
        assertThat(queue.length()).as("the message that waits is counted").isOne();
        ran.clear();

        Map.Entry<Object, Instant> later;
        try (var running = new Running(worker)) {
            later = ran.poll(120, SECONDS);
        }
        assertThat(later.getKey()).isEqualTo(Call.of("later"));
        assertThat(later.getValue()).isAfterOrEqualTo(sent.plusSeconds(1));
        assertNothingIsLeft();
    }

    @Test
    @Tag("redis")
    void an_expired_task_is_a_dead_letter() throws IOException {
        var options = Map.of("expires", "2020-01-01T00:00:00+00:00");
        python.send(Map.of("task", "record", "options", options));

        recording().drain();

        assertThat(handled).isEmpty();
        assertDeadLetter("It expired at 2020-01-01T00:00:00Z.");
    }

    @Test
    @Tag("redis")
    void a_failing_task_is_tried_again_and_becomes_a_dead_letter_as_python_sent_it()
            throws IOException {
        python.send(Map.of("task", "record", "args", List.of("doomed")));
        String sent = Redis.client().lindex(name, 0);

        TaskHandler failing =
                (call, message) -> {
                    handled.add(call);
                    throw new IllegalStateException("on purpose");
                };
        worker().retryAfter(Duration.ZERO).handle("record", failing).drain();

        assertThat(handled).hasSize(3);
        assertDeadLetter("Failed 3 times, the last time with IllegalStateException: on purpose");
        assertThat(queue.deadLetters().get(0).fields().find("envelope"))
                .hasValueSatisfying(kept -> assertThat(kept).asString().isEqualTo(sent));
    }

    /** Even where Celery is told to look for results, and the task is done. */
    @Test
    @Tag("redis")
    void a_caller_of_get_waits_in_vain() throws Exception {
        var backend = Map.of("BACKEND", Redis.uri().toString());
        try (var caller = Python.sender(name, backend);
                var running = new Running(recording())) {
            caller.send(Map.of("task", "record", "get", 3));
        }

        assertThat(handled).containsExactly(Call.of());
        assertThat(Redis.client().lpop(name + ":told")).contains("\"raised\": \"TimeoutError\"");
    }

    private Worker recording() {
        return worker().handle("record", (call, message) -> handled.add(call));
    }
}
