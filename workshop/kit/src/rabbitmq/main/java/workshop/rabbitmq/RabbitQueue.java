package workshop.rabbitmq;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import workshop.queue.Broker;
import workshop.queue.BrokerException;
import workshop.queue.DeadLetter;
import workshop.queue.Delivery;
import workshop.queue.Fields;
import workshop.queue.UnreachableException;
import workshop.rabbitmq.Publisher.Outgoing;

/**
 * A broker on two quorum queues of RabbitMQ: the messages, and the dead letters. It remembers which
 * worker of this process holds which message, for RabbitMQ does not tell.
 *
 * <p>A dead letter is published before its message is acknowledged: a crash in between leaves both.
 */
public final class RabbitQueue implements Broker {

    private static final Logger LOG = LoggerFactory.getLogger(RabbitQueue.class);

    /** A worker that ends waits so long until what it holds is given back. */
    private static final int MILLISECONDS_TO_GIVE_BACK = 500;

    private static final long NANOSECONDS_BETWEEN_QUESTIONS = 20_000_000;

    /** How often RabbitMQ delivers a message at most. The worker's own limit is lower. */
    private static final int DELIVERY_LIMIT = 1_000_000;

    private static final String HEADERS_TOO_LARGE =
            "Its headers are too large to be sent on, and are left out here.";

    private static final ExecutorService HELPERS =
            Executors.newCachedThreadPool(RabbitServer::daemon);

    private final Link link;
    private final Publisher publisher;
    private final String name;
    private final String deadLetters;
    private final Reading reading;
    private final Link.Use<Object> declaration;

    /** By the message's id. Entries of a channel that was closed are RabbitMQ's again. */
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    private final Map<String, Intake> intakes = new ConcurrentHashMap<>();
    private final DeadLetters dead;
    private Channel shared;

    private RabbitQueue(
            Link link,
            Publisher publisher,
            String name,
            Reading reading,
            Link.Use<Object> declaration) {
        this.link = link;
        this.publisher = publisher;
        this.name = name;
        this.reading = reading;
        this.declaration = declaration;
        this.deadLetters = deadLettersOf(name);
        this.dead = new DeadLetters(link, deadLetters, reading);
        channel();
    }

    /** The queue of that name; it and its dead letters are created when they are missing. */
    static RabbitQueue ours(Link link, Publisher publisher, String name, Reading reading) {
        return new RabbitQueue(
                link, publisher, name, reading, channel -> declareBoth(channel, name));
    }

    /** A queue that others declare, too, with these arguments. It has no dead letters. */
    static RabbitQueue shared(
            Link link, Publisher publisher, String name, Map<String, Object> arguments) {
        return new RabbitQueue(
                link,
                publisher,
                name,
                Wire::fields,
                channel -> channel.queueDeclare(name, true, false, false, arguments));
    }

    static String deadLettersOf(String name) {
        return name + ":dead";
    }

    String name() {
        return name;
    }

    /**
     * All workers of this process that ask do so on one channel: so whatever one gives back is
     * there when another asks.
     */
    private synchronized Channel channel() {
        if (shared == null || !shared.isOpen()) {
            held.values().removeIf(it -> !it.channel().isOpen());
            var opened = link.channel();
            link.ask(() -> declaration.on(opened));
            shared = opened;
        }
        return shared;
    }

    private static Object declareBoth(Channel channel, String name) throws IOException {
        String deadLetters = deadLettersOf(name);
        Map<String, Object> kept =
                Map.of("x-queue-type", "quorum", "x-delivery-limit", DELIVERY_LIMIT);
        channel.queueDeclare(deadLetters, true, false, false, kept);
        return channel.queueDeclare(
                name,
                true,
                false,
                false,
                Map.of(
                        "x-queue-type", "quorum",
                        "x-delivery-limit", DELIVERY_LIMIT,
                        "x-overflow", "reject-publish",
                        "x-dead-letter-exchange", "",
                        "x-dead-letter-routing-key", deadLetters,
                        "x-dead-letter-strategy", "at-least-once"));
    }

    /** It was deleted. */
    private synchronized void declare() {
        link.once(declaration);
    }

    /**
     * The channel for a subscription after one on that channel: the same if a worker holds what
     * came there, else another one.
     */
    Channel channelAfter(Channel last) {
        if (last != null && last.isOpen()) {
            if (allHeld().anyMatch(it -> it.channel() == last)) {
                return last;
            }
            Link.drop(last);
        }
        return link.channel();
    }

    /** Asks once more when someone has deleted the queue: then it is created again. */
    private <T> T ask(Link.Use<T> use) {
        try {
            return link.ask(() -> use.on(channel()));
        } catch (Link.NoQueueException e) {
            declare();
            return link.ask(() -> use.on(channel()));
        }
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
        publish(name, messages);
        return messages.stream().map(message -> message.properties().getMessageId()).toList();
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

    /**
     * Appends a message with these properties, as they are.
     *
     * @throws IllegalArgumentException when its headers are too large
     */
    public void add(BasicProperties properties, byte[] body) {
        publish(name, List.of(new Outgoing(properties, body)));
    }

    /**
     * Moves what was delivered here to another queue, as it came: published there, and then
     * acknowledged here. A crash in between leaves both. What AMQP cannot carry a second time goes
     * to the other's dead letters, without its headers.
     */
    public void passOn(List<Delivery> deliveries, RabbitQueue other) {
        var all =
                deliveries.stream().map(it -> held.get(it.id())).filter(Objects::nonNull).toList();
        var fitting = new ArrayList<Outgoing>();
        var tooLarge = new ArrayList<Outgoing>();
        for (var mine : all) {
            var message = Wire.asItCame(mine);
            if (Wire.fits(message)) {
                fitting.add(message);
            } else {
                tooLarge.add(Wire.deadLetterWithoutHeaders(mine, HEADERS_TOO_LARGE));
            }
        }
        other.publish(other.name, fitting);
        other.publish(other.deadLetters, tooLarge);
        for (var mine : all) {
            if (held.remove(mine.id(), mine)) {
                link.ask(mine::acknowledge);
            }
        }
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
        var intake = intake(consumer, wait.toMillis() > 0);
        List<Held> taken =
                intake.isSubscriber()
                        ? ask(channel -> intake.await(most, wait))
                        : ask(channel -> askFor(most, intake, channel, wait));
        return taken.stream().map(Held::delivery).toList();
    }

    /** Whoever begins by waiting is sent what comes; the others ask, until they are removed. */
    private Intake intake(String consumer, boolean isSubscriber) {
        return intakes.computeIfAbsent(consumer, it -> new Intake(this, it, isSubscriber));
    }

    private List<Held> askFor(int most, Intake intake, Channel channel, Duration wait)
            throws IOException {
        long end = System.nanoTime() + wait.toNanos();
        var all = intake.arrived(most);
        while (all.size() < most) {
            var next = get(channel, intake.worker());
            if (next.isPresent()) {
                all.add(next.get());
            } else if (!all.isEmpty() || System.nanoTime() - end >= 0 || isInterrupted()) {
                break;
            } else {
                LockSupport.parkNanos(NANOSECONDS_BETWEEN_QUESTIONS);
            }
        }
        return all;
    }

    private static boolean isInterrupted() {
        return Thread.currentThread().isInterrupted();
    }

    private Optional<Held> get(Channel channel, String consumer) throws IOException {
        GetResponse got = channel.basicGet(name, false);
        return Optional.ofNullable(got)
                .map(
                        it ->
                                take(
                                        channel,
                                        it.getEnvelope(),
                                        it.getProps(),
                                        it.getBody(),
                                        consumer,
                                        ""));
    }

    /** Remembers that this worker holds this message. */
    Held take(
            Channel channel,
            Envelope envelope,
            BasicProperties properties,
            byte[] body,
            String consumer,
            String subscription) {
        synchronized (held) {
            String id = properties.getMessageId();
            boolean usable = id != null && !id.isBlank() && !isHeld(id);
            var taken =
                    Held.of(
                            channel,
                            envelope,
                            properties,
                            body,
                            usable ? id : "without-id-" + UUID.randomUUID(),
                            consumer,
                            subscription,
                            reading);
            held.put(taken.id(), taken);
            return taken;
        }
    }

    private boolean isHeld(String id) {
        var it = held.get(id);
        return it != null && it.channel().isOpen();
    }

    /** Whether this message is still this worker's. */
    boolean holds(Held it) {
        return held.get(it.id()) == it && it.channel().isOpen();
    }

    /** How many messages of that subscription are not acknowledged. */
    long countOf(String subscription) {
        return allHeld().filter(it -> it.subscription().equals(subscription)).count();
    }

    private Stream<Held> allHeld() {
        return held.values().stream().filter(it -> it.channel().isOpen());
    }

    @Override
    public List<Pending> pending() {
        return allHeld().map(Held::pending).toList();
    }

    /**
     * {@inheritDoc}
     *
     * <p>The message goes back to the queue, and RabbitMQ counts that. It is the next one to come:
     * to this worker if it asks, or to any of those that are sent what comes.
     */
    @Override
    public Optional<Delivery> claim(Pending seen, String consumer) {
        var mine = held.get(seen.id());
        if (mine == null || mine.count() != seen.deliveries() || !held.remove(seen.id(), mine)) {
            return Optional.empty();
        }
        link.ask(mine::giveBack);
        var intake = intake(consumer, false);
        if (intake.isSubscriber()) {
            return Optional.empty();
        }
        var next = link.ask(() -> get(mine.channel(), consumer));
        if (next.isPresent() && !next.get().id().equals(seen.id())) {
            intake.add(next.get());
            return Optional.empty();
        }
        return next.map(Held::delivery);
    }

    @Override
    public void acknowledge(Delivery delivery) {
        var mine = held.get(delivery.id());
        if (mine != null && isSame(mine.delivery(), delivery) && held.remove(mine.id(), mine)) {
            link.ask(mine::acknowledge);
        }
    }

    /** Two senders may have used the same id. */
    private static boolean isSame(Delivery left, Delivery right) {
        return left == right
                || Arrays.deepEquals(
                        left.fields().flat().toArray(), right.fields().flat().toArray());
    }

    @Override
    public void moveToDeadLetters(Delivery delivery, String reason) {
        var mine = held.get(delivery.id());
        if (mine == null || mine.count() != delivery.count() || !held.remove(mine.id(), mine)) {
            LOG.warn(
                    "Message {} is no dead letter: another worker has finished it or holds it, or"
                            + " it is back in the queue. The reason was: {}",
                    delivery.id(),
                    reason);
            return;
        }
        try {
            deadLetter(mine, reason);
        } catch (UnreachableException e) {
            held.putIfAbsent(mine.id(), mine);
            throw e;
        } catch (BrokerException e) {
            held.putIfAbsent(mine.id(), mine);
            throw new BrokerException(
                    "Message %s stays in the queue, because it can't become a dead letter. %s"
                            .formatted(mine.id(), e.getMessage()),
                    e);
        }
    }

    private void deadLetter(Held mine, String reason) {
        try {
            publish(deadLetters, List.of(Wire.deadLetter(mine, reason)));
        } catch (IllegalArgumentException tooLarge) {
            LOG.warn("Message {} has no room for the reason: {}", mine.id(), reason);
            link.ask(mine::reject);
            return;
        }
        link.ask(mine::acknowledge);
    }

    /** Gives back what it holds. A server that does not answer makes no one wait. */
    @Override
    public void removeConsumer(String consumer) {
        var giving = HELPERS.submit(() -> link.ask(() -> giveBack(consumer)));
        boolean interrupted = Thread.interrupted();
        try {
            giving.get(MILLISECONDS_TO_GIVE_BACK, MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("What {} holds goes back when the connection ends.", consumer, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Object giveBack(String consumer) throws IOException {
        var intake = intakes.remove(consumer);
        var channel = intake == null ? null : intake.end();
        for (var it : allHeld().filter(one -> one.consumer().equals(consumer)).toList()) {
            if (held.remove(it.id(), it)) {
                it.giveBack();
            }
        }
        if (channel != null && allHeld().noneMatch(it -> it.channel() == channel)) {
            Link.drop(channel);
        }
        return null;
    }

    /** RabbitMQ does that: a consumer ends with its connection. */
    @Override
    public void removeIdleConsumers(Duration idle) {}

    @Override
    public long length() {
        return ask(channel -> channel.messageCount(name)) + allHeld().count();
    }

    @Override
    public List<DeadLetter> deadLetters() {
        channel(); // both queues are there
        return dead.all();
    }

    /**
     * Deletes it, or puts another in its place. Meanwhile, no thread of this process creates it:
     * after both at once, RabbitMQ 3.10 may refuse for good to have a queue of that name.
     */
    synchronized void replace(Link.Use<Object> replacement) {
        intakes.clear();
        held.clear();
        if (shared != null) {
            Link.drop(shared);
            shared = null;
        }
        dead.forget();
        link.once(replacement);
    }
}
