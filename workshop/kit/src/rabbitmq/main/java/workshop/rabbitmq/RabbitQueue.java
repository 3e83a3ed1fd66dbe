package workshop.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import workshop.queue.Broker;
import workshop.queue.DeadLetter;
import workshop.queue.Delivery;
import workshop.queue.Fields;

/**
 * A broker on two quorum queues of RabbitMQ: the messages, and the dead letters.
 *
 * <p>Four classes do the work: {@link DeclaredQueue} sends to the server's queue, {@link Intakes}
 * know how each worker takes from it, {@link UnackedDeliveries} remember who holds what, and {@link
 * Mover} puts a message elsewhere.
 */
public final class RabbitQueue implements Broker {

    private final ReopeningConnection connection;
    private final DeclaredQueue queue;
    private final UnackedDeliveries unacked;
    private final Intakes intakes;
    private final Mover mover;

    /** It is created when it is missing. */
    RabbitQueue(
            ReopeningConnection connection,
            Publisher publisher,
            Declaration declaration,
            Reading reading) {
        this.connection = connection;
        this.unacked = new UnackedDeliveries(reading);
        this.queue = new DeclaredQueue(connection, publisher, declaration, reading, unacked);
        this.intakes = new Intakes(connection, queue, unacked);
        this.mover = new Mover(connection, queue, unacked);
    }

    @Override
    public String add(Fields fields) {
        return add(List.of(fields)).get(0);
    }

    @Override
    public List<String> add(List<Fields> all) {
        var messages =
                all.stream()
                        .map(fields -> Wire.message(fields, UUID.randomUUID().toString()))
                        .toList();
        queue.publish(messages);
        return messages.stream().map(message -> message.properties().getMessageId()).toList();
    }

    /**
     * Appends a message with these properties, as they are.
     *
     * @throws IllegalArgumentException when its headers are too large
     */
    public void add(BasicProperties properties, byte[] body) {
        queue.publish(List.of(new Outgoing(properties, body)));
    }

    @Override
    public Optional<Delivery> pop(String consumer, Duration wait) {
        return next(List.of(), consumer, 1, wait).stream().findFirst();
    }

    @Override
    public List<Delivery> next(List<Delivery> done, String consumer, int most, Duration wait) {
        done.forEach(this::acknowledge);
        if (most == 0) {
            return List.of();
        }
        var taken = intakes.of(consumer, wait.toMillis() > 0).next(most, wait);
        return taken.stream().map(UnackedDelivery::delivery).toList();
    }

    @Override
    public List<Pending> pending() {
        return unacked.all().map(UnackedDelivery::pending).toList();
    }

    /**
     * {@inheritDoc}
     *
     * <p>The message goes back to the queue, and RabbitMQ counts that. It is the next one to come:
     * to this worker if it asks, or to any of those that are sent what comes.
     */
    @Override
    public Optional<Delivery> claim(Pending seen, String consumer) {
        var mine = unacked.remove(seen.id(), seen.deliveries());
        mine.ifPresent(it -> connection.ask(it::giveBack));
        return mine.flatMap(it -> intakes.of(consumer, false).again(it))
                .map(UnackedDelivery::delivery);
    }

    @Override
    public void acknowledge(Delivery delivery) {
        unacked.find(delivery.id())
                .filter(mine -> isSame(mine.delivery(), delivery))
                .filter(unacked::remove)
                .ifPresent(mine -> connection.ask(mine::acknowledge));
    }

    /** Two senders may have used the same id. */
    private static boolean isSame(Delivery left, Delivery right) {
        return left == right
                || Arrays.deepEquals(
                        left.fields().flat().toArray(), right.fields().flat().toArray());
    }

    @Override
    public void moveToDeadLetters(Delivery delivery, String reason) {
        mover.moveToDeadLetters(delivery, reason);
    }

    /**
     * Moves what was delivered here to another queue, as it came: published there, and then
     * acknowledged here. A crash in between leaves both. What AMQP cannot carry a second time goes
     * to the other's dead letters, without its headers.
     */
    public void passOn(List<Delivery> deliveries, RabbitQueue other) {
        mover.passOn(deliveries, other.queue);
    }

    /** Gives back what it holds. A server that does not answer makes no one wait. */
    @Override
    public void removeConsumer(String consumer) {
        intakes.remove(consumer);
    }

    /** RabbitMQ does that: a consumer ends with its connection. */
    @Override
    public void removeIdleConsumers(Duration idle) {}

    @Override
    public long length() {
        return queue.ask(channel -> channel.messageCount(queue.name())) + unacked.all().count();
    }

    @Override
    public List<DeadLetter> deadLetters() {
        return queue.deadLetters();
    }

    /** Deletes it, or puts another in its place. */
    void replace(ReopeningConnection.Use<Object> replacement) {
        queue.replace(intakes::clear, replacement);
    }
}
