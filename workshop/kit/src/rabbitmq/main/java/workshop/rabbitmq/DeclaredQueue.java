package workshop.rabbitmq;

import com.rabbitmq.client.Channel;
import java.util.List;
import workshop.queue.BrokerException;
import workshop.queue.DeadLetter;

/**
 * A queue and its dead letters on the server. When someone has deleted them, they are declared once
 * more, by one thread of this process at a time.
 */
final class DeclaredQueue {

    private final ReopeningConnection connection;
    private final Publisher publisher;
    private final Declaration declaration;
    private final UnackedDeliveries unacked;
    private final DeadLetters dead;
    private Channel shared;

    DeclaredQueue(
            ReopeningConnection connection,
            Publisher publisher,
            Declaration declaration,
            Reading reading,
            UnackedDeliveries unacked) {
        this.connection = connection;
        this.publisher = publisher;
        this.declaration = declaration;
        this.unacked = unacked;
        this.dead = new DeadLetters(connection, declaration.deadLetters(), reading);
        channel();
    }

    String name() {
        return declaration.queue();
    }

    /**
     * All workers of this process that ask do so on one channel: so whatever one gives back is
     * there when another asks.
     */
    private synchronized Channel channel() {
        if (shared == null || !shared.isOpen()) {
            unacked.removeClosed();
            var opened = connection.channel();
            connection.ask(() -> declaration.use().on(opened));
            shared = opened;
        }
        return shared;
    }

    /** It was deleted. */
    private synchronized void declare() {
        connection.once(declaration.use());
    }

    /** Asks once more when someone has deleted the queue: then it is created again. */
    <T> T ask(ReopeningConnection.Use<T> use) {
        try {
            return connection.ask(() -> use.on(channel()));
        } catch (ReopeningConnection.NoQueueException e) {
            declare();
            return connection.ask(() -> use.on(channel()));
        }
    }

    /** Sends messages to this queue, in this order. */
    void publish(List<Outgoing> messages) {
        publish(name(), messages);
    }

    /** Sends messages to the queue of its dead letters. */
    void publishDeadLetters(List<Outgoing> messages) {
        publish(declaration.deadLetters(), messages);
    }

    private void publish(String queue, List<Outgoing> messages) {
        if (!messages.isEmpty() && !publisher.publish(queue, messages)) {
            declare();
            requireTaken(publisher.publish(queue, messages), queue);
        }
    }

    private static void requireTaken(boolean taken, String queue) {
        if (!taken) {
            throw new BrokerException(
                    "RabbitMQ took no message: someone deletes the queue \"%s\".".formatted(queue),
                    null);
        }
    }

    List<DeadLetter> deadLetters() {
        channel(); // both queues are there
        return dead.all();
    }

    /**
     * Deletes it, or puts another in its place. Meanwhile, no thread of this process creates it:
     * after both at once, RabbitMQ 3.10 may refuse for good to have a queue of that name.
     *
     * @param forget runs first, and forgets who takes messages from it
     */
    synchronized void replace(Runnable forget, ReopeningConnection.Use<Object> replacement) {
        forget.run();
        unacked.clear();
        if (shared != null) {
            ReopeningConnection.drop(shared);
            shared = null;
        }
        dead.forget();
        connection.once(replacement);
    }
}
