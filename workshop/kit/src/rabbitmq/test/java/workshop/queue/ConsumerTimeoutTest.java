package workshop.queue;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import workshop.rabbitmq.RabbitServer;

/**
 * A worker hangs in another process, which lives: its connection is there, so RabbitMQ waits until
 * its {@code consumer_timeout} is over. That is half an hour, and here five seconds.
 *
 * @see <a href="https://www.rabbitmq.com/docs/consumers#acknowledgement-timeout">The timeout</a>
 */
@EnabledIfSystemProperty(named = FullDisk.FOLDER, matches = ".+")
class ConsumerTimeoutTest extends QueueTest {

    private static final Path FOLDER = Path.of(System.getProperty(FullDisk.FOLDER, ""));
    private static final long PATIENCE = SECONDS.toNanos(30);

    @Test
    @Timeout(value = 4, unit = MINUTES) // rabbitmqctl is slow on a busy machine
    void rabbitmq_takes_back_what_a_hanging_worker_of_another_process_holds() throws Exception {
        String id = queue.enqueue("work", 7, JSON);
        control("consumer_timeout, 5000", "channel_tick_interval, 1000");
        Broker other;
        try { // a channel asks for one when it is opened, and for the other when it delivers
            other = new RabbitServer(System.getProperty(QueueServer.PROPERTY)).queue(name);
            assertThat(other.pop("hanging", Duration.ZERO)).isPresent();
            assertThat(broker.pop("worker", Duration.ZERO)).as("at once").isEmpty();
        } finally {
            control("consumer_timeout, 1800000", "channel_tick_interval, 60000");
        }

        long end = System.nanoTime() + PATIENCE;
        Optional<Delivery> taken = Optional.empty();
        while (taken.isEmpty() && System.nanoTime() < end) {
            taken = broker.pop("worker", Duration.ofMillis(100));
        }

        assertThat(taken).as("what came back").isPresent();
        assertThat(taken.get().id()).isEqualTo(id);
        assertThat(taken.get().count()).isEqualTo(2);
        assertThat(other.pending()).as("what the hanging worker still holds").isEmpty();
    }

    private static void control(String... settings) throws IOException, InterruptedException {
        var erlang = new StringBuilder();
        for (String setting : settings) {
            erlang.append("application:set_env(rabbit, %s),".formatted(setting));
        }
        var program = FOLDER.resolve("rabbitmqctl").toString();
        var command = new ProcessBuilder(program, "-q", "eval", erlang + "ok.");
        assertThat(command.inheritIO().start().waitFor()).isZero();
    }
}
