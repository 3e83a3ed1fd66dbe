package workshop.celery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import workshop.queue.Message;
import workshop.queue.Worker;

/** Talks to RabbitMQ itself, as anyone may. */
abstract class RabbitTest extends CeleryTest {

    static final byte[] HELLO = "[[\"hello\"], {}, {}]".getBytes(UTF_8);

    final List<Object> handled = new ArrayList<>();
    final List<Message> messages = new ArrayList<>();

    Channel channel;
    private Connection connection;

    @BeforeEach
    void connect() throws Exception {
        connection = connection(RabbitSide.ADDRESS);
        channel = connection.createChannel();
        channel.confirmSelect();
    }

    static Connection connection(String address) throws Exception {
        var factory = new ConnectionFactory();
        factory.setUri(address);
        return factory.newConnection();
    }

    @AfterEach
    void disconnect() {
        connection.abort();
    }

    void drain() {
        worker().retryAfter(Duration.ZERO).handle("record", this::record).drain();
    }

    private void record(Object call, Message message) {
        handled.add(call);
        messages.add(message);
    }

    Worker failing() {
        return worker().retryAfter(Duration.ZERO)
                .handle(
                        "record",
                        (call, message) -> {
                            throw new IllegalStateException("on purpose");
                        });
    }

    /** A task as Celery would send it, with these headers more. */
    static BasicProperties.Builder task(Map<String, ?> more) {
        var headers = new HashMap<String, Object>(Map.of("task", "record", "id", "seven"));
        headers.putAll(more);
        return new BasicProperties.Builder()
                .contentType("application/json")
                .contentEncoding("utf-8")
                .correlationId("seven")
                .headers(headers);
    }

    void send(BasicProperties properties, byte[] body) throws Exception {
        channel.basicPublish("", name, true, properties, body);
        channel.waitForConfirmsOrDie(10_000);
    }

    /** The only message is a dead letter for that reason, and RabbitMQ has it with this body. */
    void assertDeadLetter(String reason, byte[] body) throws Exception {
        assertThat(queue.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).contains(reason))
                .satisfies(letter -> assertThat(letter.deliveries()).isOne());
        assertThat(rawDeadLetter().getBody()).isEqualTo(body);
        assertThat(queue.length()).as("messages that wait or are held").isZero();
        assertThat(handled).isEmpty();
    }

    /** Whoever looked at it has given it back, and RabbitMQ needs a moment for that. */
    GetResponse rawDeadLetter() throws Exception {
        GetResponse letter = channel.basicGet(name + ":java:dead", true);
        while (letter == null) {
            Thread.sleep(20);
            letter = channel.basicGet(name + ":java:dead", true);
        }
        return letter;
    }
}
