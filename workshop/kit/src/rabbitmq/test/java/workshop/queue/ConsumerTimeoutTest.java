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
 * its {@code consumer_timeout} is over. That is half an hour, and here five seconds.
 *
 * @see <a href="https://www.rabbitmq.com/docs/consumers#acknowledgement-timeout">The timeout</a>
 */
@EnabledIfSystemProperty(named = RabbitControl.FOLDER, matches = ".+")
class ConsumerTimeoutTest extends QueueTest {

    private static final long PATIENCE = SECONDS.toNanos(120);

    private final RabbitControl control = new RabbitControl();

    @Test
    void rabbitmq_takes_back_what_a_hanging_worker_of_another_process_holds() throws Exception {
        String id = queue.enqueue("work", 7, JSON);
        set("consumer_timeout, 5000", "channel_tick_interval, 1000");
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
            set("consumer_timeout, 1800000", "channel_tick_interval, 60000");
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

    private void set(String... settings) throws IOException, InterruptedException {
        var erlang = new StringBuilder();
        for (String setting : settings) {
            erlang.append("application:set_env(rabbit, %s),".formatted(setting));
        }
        control.run("eval", erlang + "ok.");
    }
}
