package workshop.redis;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.concurrent.SynchronousQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import workshop.queue.Background;
import workshop.queue.JsonSerializer;
import workshop.queue.Serializer;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

class RedisTest {

    private static final Serializer JSON = new JsonSerializer();

    private final SynchronousQueue<Object> handled = new SynchronousQueue<>();

    @Test
    void a_run_shares_one_server_and_one_client() {
        assertThat(Redis.uri()).isSameAs(Redis.uri());
        assertThat(Redis.client()).isSameAs(Redis.client());
        assertThat(Redis.client().ping()).isEqualTo("PONG");
    }

    @Test
    void an_address_names_the_server_that_runs_there() {
        try (var server = EmbeddedRedis.start();
                var client = Redis.connect(Redis.start(server.uri().toString()))) {
            client.set("here", "yes");
            try (var direct = new Jedis(server.uri())) {
                assertThat(direct.get("here")).isEqualTo("yes");
            }
        }
    }

    @Test
    void when_no_server_answers_the_error_says_so() {
        var server = EmbeddedRedis.start();
        server.close();

        assertThatThrownBy(() -> Redis.connect(server.uri()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(
                        "No Redis answers at 127.0.0.1:" + server.uri().getPort(),
                        "Without -Dworkshop.redis, the workshop starts a server of its own.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong:wrong@"})
    void a_server_that_wants_a_password_is_not_called_absent(String user) throws Exception {
        try (var server = EmbeddedRedis.start();
                var redis = new Jedis(server.uri())) {
            redis.configSet("requirepass", "secret");
            int port = server.uri().getPort();

            var address = URI.create("redis://%s127.0.0.1:%s".formatted(user, port));
            assertThatThrownBy(() -> Redis.connect(address))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("127.0.0.1:%s wants a password".formatted(port));

            Redis.connect(URI.create("redis://:secret@127.0.0.1:" + port)).close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "http://localhost:6379",
                "redis://",
                "redis://localhost",
                "redis://local host:6379",
                "TESTCONTAINERS"
            })
    void a_choice_that_makes_no_sense_is_refused_with_an_example(String choice) {
        assertThatThrownBy(() -> Redis.start(choice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "-Dworkshop.redis="
                                + choice
                                + " is neither \"testcontainers\" nor an address such as"
                                + " redis://localhost:6379");
    }

    @Test
    void without_testcontainers_the_error_says_how_to_get_it() {
        assertThatThrownBy(() -> Container.start("workshop.containers.Absent", Redis.PROPERTY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(
                        "Testcontainers is not on the class path",
                        "add -Dworkshop.redis=testcontainers",
                        "the Maven profile \"testcontainers\"");
    }

    @Test
    void many_waiting_workers_do_not_keep_the_web_process_waiting() throws Exception {
        try (var server = EmbeddedRedis.start();
                var client = Redis.connect(server.uri());
                var observer = new Jedis(server.uri())) {
            var queue = new TaskQueue(client, "crowd");
            var workers = Stream.generate(() -> worker(queue)).limit(20).toList();
            var running = workers.stream().map(Background::run).toList();
            while (!observer.info("clients").contains("blocked_clients:20")) {
                Thread.onSpinWait();
            }

            queue.enqueue("work", 1, JSON);

            assertThat(handled.poll(500, MILLISECONDS))
                    .as("handled within half a second")
                    .isEqualTo(1L);
            workers.forEach(Worker::close);
            for (var worker : running) {
                worker.close();
            }
        }
    }

    @Test
    void a_worker_goes_on_when_its_server_was_restarted_and_is_empty() throws Exception {
        var first = EmbeddedRedis.start();
        try (first;
                var client = Redis.connect(first.uri())) {
            var queue = new TaskQueue(client, "restart");
            try (var worker = Background.run(worker(queue))) {
                queue.enqueue("work", 1, JSON);
                assertThat(handled.poll(60, SECONDS)).isEqualTo(1L);

                first.close();
                assertThatThrownBy(() -> queue.enqueue("work", 2, JSON))
                        .isInstanceOf(JedisException.class);
                try (var second = EmbeddedRedis.start(first.uri().getPort());
                        var other = Redis.connect(second.uri())) {
                    new TaskQueue(other, "restart").enqueue("work", 3, JSON);

                    assertThat(handled.poll(60, SECONDS)).isEqualTo(3L);
                }
            }
        }
    }

    private Worker worker(TaskQueue queue) {
        return Worker.on(queue)
                .accept(JSON)
                .handle("work", (payload, message) -> handled.put(payload));
    }
}
