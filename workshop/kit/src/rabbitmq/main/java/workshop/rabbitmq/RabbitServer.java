package workshop.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import workshop.queue.QueueServer;

/**
 * A RabbitMQ server. Messages go to it on one connection and come from it on another: when its disk
 * or its memory is full, it reads nothing more from a connection that publishes, and workers must
 * still be able to acknowledge.
 *
 * @see <a href="https://www.rabbitmq.com/docs/alarms">Alarms</a>
 */
public final class RabbitServer implements QueueServer {

    /** A worker must be able to end within two seconds, whether the server answers or not. */
    private static final int MILLISECONDS_TO_ANSWER = 1_500;

    private static final int SECONDS_BETWEEN_HEARTBEATS = 10;

    /** The largest message that RabbitMQ takes; by default, its client breaks off at the half. */
    private static final int LARGEST_MESSAGE = 134_217_728;

    private final ConnectionFactory factory = new ReadableHeaders();
    private final ReopeningConnection publishing = new ReopeningConnection(this::connect);
    private final ReopeningConnection consuming = new ReopeningConnection(this::connect);
    private final Publisher publisher = new Publisher(publishing);
    private final Map<String, RabbitQueue> queues = new HashMap<>();

    /**
     * The server at that address.
     *
     * @throws IllegalArgumentException when it is no address of a RabbitMQ
     * @throws IllegalStateException when no server answers there; the message says what to do
     */
    public RabbitServer(String address) {
        try {
            factory.setUri(address);
        } catch (URISyntaxException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "-D%s needs an address such as amqp://guest:guest@localhost:5672; %s"
                            .formatted(PROPERTY, e.getMessage()),
                    e);
        }
        factory.setAutomaticRecoveryEnabled(false); // each use opens what is closed
        factory.setConnectionTimeout(MILLISECONDS_TO_ANSWER);
        factory.setHandshakeTimeout(MILLISECONDS_TO_ANSWER);
        factory.setChannelRpcTimeout(MILLISECONDS_TO_ANSWER);
        factory.setRequestedHeartbeat(SECONDS_BETWEEN_HEARTBEATS);
        factory.setMaxInboundMessageBodySize(LARGEST_MESSAGE);
        factory.setThreadFactory(RabbitServer::daemon);
        requireAnswer();
    }

    /** A process ends although it is connected. */
    static Thread daemon(Runnable work) {
        var thread = new Thread(work, "rabbitmq");
        thread.setDaemon(true);
        return thread;
    }

    private Connection connect() throws IOException, TimeoutException {
        return factory.newConnection("workshop");
    }

    private void requireAnswer() {
        try {
            publishing.open();
            consuming.open();
        } catch (AuthenticationFailureException e) {
            throw new IllegalStateException(
                    "The RabbitMQ at %s:%s wants another user or password, as in -D%s=%s   (%s)"
                            .formatted(
                                    factory.getHost(),
                                    factory.getPort(),
                                    PROPERTY,
                                    "amqp://user:password@host:port",
                                    e.getMessage()),
                    e);
        } catch (IOException | TimeoutException e) {
            throw new IllegalStateException(
                    """
                    No RabbitMQ answers at %s:%s: %s
                    Is it running? Without -D%s, the queue is on a Redis.\
                    """
                            .formatted(
                                    factory.getHost(),
                                    factory.getPort(),
                                    ReopeningConnection.wordsOf(e),
                                    PROPERTY),
                    e);
        }
    }

    /** The same object for the same name: it knows what the workers of this process hold. */
    @Override
    public synchronized RabbitQueue queue(String name) {
        return queue(name, Wire::fields);
    }

    /** The same for a queue whose messages are to be read in another way. */
    public synchronized RabbitQueue queue(String name, Reading reading) {
        return queues.computeIfAbsent(
                name, key -> new RabbitQueue(consuming, publisher, Declaration.ours(key), reading));
    }

    /**
     * A durable queue that others use, too, and declare with the same arguments. RabbitMQ counts no
     * tries there, and it has no dead letters: what is taken must be {@link RabbitQueue#passOn
     * passed on}.
     */
    public synchronized RabbitQueue queue(String name, Map<String, Object> arguments) {
        return queues.computeIfAbsent(
                name,
                key ->
                        new RabbitQueue(
                                consuming,
                                publisher,
                                Declaration.shared(key, arguments),
                                Wire::fields));
    }

    /**
     * Sends a message that may get lost to a queue that need not exist.
     *
     * @throws IllegalArgumentException when its headers are too large
     */
    public void tell(String queue, BasicProperties properties, byte[] body) {
        publisher.tell(queue, new Outgoing(properties, body));
    }

    @Override
    public void delete(String name) {
        replace(name, channel -> deleteBoth(channel, name));
    }

    /** In the queue's place there is one that has no room. */
    @Override
    public void refuse(String name) {
        Map<String, Object> full = Map.of("x-max-length", 0, "x-overflow", "reject-publish");
        replace(
                name,
                channel -> {
                    deleteBoth(channel, name);
                    return channel.queueDeclare(name, true, false, false, full);
                });
    }

    private synchronized void replace(String name, ReopeningConnection.Use<Object> replacement) {
        var known = queues.get(name);
        if (known == null) {
            consuming.once(replacement);
        } else {
            known.replace(replacement);
        }
    }

    private static Object deleteBoth(Channel channel, String name) throws IOException {
        channel.queueDelete(name);
        return channel.queueDelete(Declaration.deadLettersOf(name));
    }
}
