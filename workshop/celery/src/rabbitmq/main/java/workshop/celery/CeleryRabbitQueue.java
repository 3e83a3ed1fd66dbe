package workshop.celery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import workshop.queue.Broker;
import workshop.queue.BrokerException;
import workshop.queue.DeadLetter;
import workshop.queue.Delivery;
import workshop.queue.Fields;
import workshop.queue.Message;
import workshop.rabbitmq.RabbitQueue;
import workshop.rabbitmq.RabbitServer;

/**
 * A Celery queue on RabbitMQ, shared with Celery's own workers.
 *
 * <p>Celery's queue is a classic one. There, RabbitMQ does not count how often it hands out a
 * message, and one that kills its worker would come back for ever. So a Java worker moves what it
 * runs next to a quorum queue of ours, {@code …:java}, and the kit's own broker takes it from
 * there. It is published there before it is acknowledged here: a crash in between leaves both. A
 * worker with nothing to do asks for more fifty times a second, and so holds nothing that a Celery
 * worker could run meanwhile.
 *
 * <p>A message with an {@code eta} waits in one of the queues {@code …:java:wait:…}, each of which
 * gives back its messages after a fixed time, however often that takes. A message that has expired,
 * or that no one can read, goes to the dead letters, {@code …:java:dead}.
 *
 * <p>A sender whose results come by {@code rpc://} learns what became of its task: its {@code
 * get()} returns None when the task is done, and raises the reason when it is a dead letter.
 *
 * @see <a href="https://docs.celeryq.dev/en/stable/internals/protocol.html">Celery: message
 *     protocol</a>
 */
public final class CeleryRabbitQueue implements Broker {

    private static final String MAX_PRIORITY = "x-max-priority";
    private static final long NANOSECONDS_BETWEEN_QUESTIONS = 20_000_000;

    private final Map<String, Object> arguments;
    private final RabbitQueue celerys;
    private final RabbitQueue taken;
    private final WaitingQueues waiting;
    private final RpcResults results;
    private final CallSerializer calls = new CallSerializer();

    /** The queue of that name; Celery's default is "celery". */
    public CeleryRabbitQueue(RabbitServer server, String name) {
        this(server, name, Map.of());
    }

    /**
     * The queue of that name, where Celery is configured with arguments: its {@code
     * task_queue_max_priority} is "x-max-priority" here.
     *
     * @throws BrokerException when Celery has declared it with others
     */
    public CeleryRabbitQueue(RabbitServer server, String name, Map<String, Object> arguments) {
        this.arguments = Map.copyOf(arguments);
        try {
            this.celerys = server.queue(name, this.arguments);
        } catch (BrokerException e) {
            throw new BrokerException(
                    """
                    Celery and Java must give the queue "%s" the same arguments; Java's are %s. %s\
                    """
                            .formatted(name, arguments, e.getMessage()),
                    e);
        }
        String ours = name + ":java";
        this.taken = server.queue(ours, AmqpMessage::fields);
        this.waiting = new WaitingQueues(server, ours);
        this.results = new RpcResults(server);
    }

    /**
     * Sends a message to the workers of this queue, Celery's or ours.
     *
     * @return the task's id
     * @throws IllegalArgumentException when it is not a {@link Call} in JSON, has one of Celery's
     *     own headers, or a priority that this queue has not. Nothing was enqueued.
     */
    @Override
    public String add(Fields fields) {
        String id = UUID.randomUUID().toString();
        Message message = fields.toMessage(id);
        calls.requireCall(message);
        celerys.add(AmqpMessage.write(message, id, priority(message)), message.body());
        return id;
    }

    private Integer priority(Message message) {
        String text = message.headers().get(CeleryHeaders.PRIORITY);
        if (text == null) {
            return null;
        }
        if (!(arguments.get(MAX_PRIORITY) instanceof Number most)) {
            throw new IllegalArgumentException(
                    "RabbitMQ would ignore the header \"%s\": this queue has no \"%s\"."
                            .formatted(CeleryHeaders.PRIORITY, MAX_PRIORITY));
        }
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > most.intValue()) {
            throw new IllegalArgumentException(
                    "The header \"%s\" is a number from 0 to %s, and not \"%s\"."
                            .formatted(CeleryHeaders.PRIORITY, most, text));
        }
        return Integer.valueOf(text);
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
        long end = System.nanoTime() + wait.toNanos();
        while (true) {
            var raw = taken.next(List.of(), consumer, most, Duration.ZERO);
            var opened = raw.stream().flatMap(it -> open(it).stream()).toList();
            if (!opened.isEmpty()) {
                return opened;
            }
            if (raw.isEmpty() && !takeFromCelery(consumer, most)) {
                if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
                    return List.of();
                }
                LockSupport.parkNanos(NANOSECONDS_BETWEEN_QUESTIONS);
            }
        }
    }

    /** Moves up to that many to our queue. False when Celery's is empty. */
    private boolean takeFromCelery(String consumer, int most) {
        var all = celerys.next(List.of(), consumer, most, Duration.ZERO);
        try {
            celerys.passOn(all, taken);
        } catch (RuntimeException e) {
            celerys.removeConsumer(consumer); // so they go back, and Celery's workers find them
            throw e;
        }
        return !all.isEmpty();
    }

    /**
     * The message, if it can run now. Otherwise it is moved to the dead letters or to those that
     * wait.
     */
    private Optional<Delivery> open(Delivery delivery) {
        var verdict = Verdict.on(() -> AmqpMessage.read(delivery));
        if (verdict instanceof Verdict.Wait wait) {
            taken.passOn(List.of(delivery), waiting.until(wait.eta()));
        } else if (verdict instanceof Verdict.Refuse refuse) {
            moveToDeadLetters(delivery, refuse.reason());
        }
        return Optional.of(delivery).filter(it -> verdict instanceof Verdict.Run);
    }

    @Override
    public List<Pending> pending() {
        return taken.pending();
    }

    @Override
    public Optional<Delivery> claim(Pending seen, String consumer) {
        return taken.claim(seen, consumer).flatMap(this::open);
    }

    @Override
    public void acknowledge(Delivery delivery) {
        results.done(delivery);
        taken.acknowledge(delivery);
    }

    /** The dead letter is the message as it came in, with the reason in the header "x-reason". */
    @Override
    public void moveToDeadLetters(Delivery delivery, String reason) {
        results.failed(delivery, reason);
        taken.moveToDeadLetters(delivery, reason);
    }

    @Override
    public void removeConsumer(String consumer) {
        celerys.removeConsumer(consumer);
        taken.removeConsumer(consumer);
    }

    @Override
    public void removeIdleConsumers(Duration idle) {
        taken.removeIdleConsumers(idle);
    }

    /**
     * What waits, for Celery's workers or ours, and what Java workers of this process hold. What
     * Celery's workers hold is not counted. A message that moves meanwhile may be counted twice.
     */
    @Override
    public long length() {
        long before = taken.length();
        long elsewhere = celerys.length() + waiting.length();
        return elsewhere + Math.max(before, taken.length());
    }

    @Override
    public List<DeadLetter> deadLetters() {
        return taken.deadLetters();
    }
}
