package workshop.queue;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import workshop.rabbitmq.RabbitServer;

/**
 * A worker hangs in another process, which lives: its connection is there, so RabbitMQ waits until
 * its {@code consumer_timeout} is over.
 *
 * @see <a href="https://www.rabbitmq.com/docs/consumers#acknowledgement-timeout">The timeout</a>
 */
@EnabledIfSystemProperty(named = RabbitControl.FOLDER, matches = ".+")
class ConsumerTimeoutTest extends QueueTest {

    private static final long PATIENCE = SECONDS.toNanos(120);

    private static final String TIMEOUT = "consumer_timeout";
    private static final String TICK = "channel_tick_interval";

    private final RabbitControl control = new RabbitControl();

    /** The server of {@code .ci/with-rabbitmq} sets none. */
    @Test
    void it_is_half_an_hour_unless_an_operator_says_otherwise() throws Exception {
        assertThat(get(TIMEOUT)).isEqualTo(Duration.ofMinutes(30).toMillis());
    }

    @Test
    void rabbitmq_takes_back_what_a_hanging_worker_of_another_process_holds() throws Exception {
        String id = queue.enqueue("work", 7, JSON);
        long timeout = get(TIMEOUT);
        long tick = get(TICK);
        set(5_000, 1_000);
        try { // a channel asks for one when it is opened, and for the other after each tick
            var other = new RabbitServer(System.getProperty(QueueServer.PROPERTY)).queue(name);
            assertThat(other.pop("hanging", Duration.ZERO)).isPresent();
            assertThat(broker.pop("worker", Duration.ZERO)).as("at once").isEmpty();

            var taken = whatComesBack();

            assertThat(taken).as("what came back").isPresent();
            assertThat(taken.get().id()).isEqualTo(id);
            assertThat(taken.get().count()).isEqualTo(2);
            assertThat(other.pending()).as("what the hanging worker still holds").isEmpty();
        } finally {
            set(timeout, tick);
        }
    }

    private Optional<Delivery> whatComesBack() {
        long start = System.nanoTime();
        Optional<Delivery> taken = Optional.empty();
        while (taken.isEmpty() && System.nanoTime() - start < PATIENCE) {
            taken = broker.pop("worker", Duration.ofMillis(100));
        }
        return taken;
    }

    private long get(String setting) throws IOException, InterruptedException {
        String said = control.run("eval", "application:get_env(rabbit, %s).".formatted(setting));
        return Long.parseLong(said.replaceAll("\\D", "")); // {ok,1800000}
    }

    private void set(long timeout, long tick) throws IOException, InterruptedException {
        String set = "application:set_env(rabbit, %s, %s)";
        String both = set.formatted(TIMEOUT, timeout) + ", " + set.formatted(TICK, tick) + ".";
        control.run("eval", both);
    }
}
