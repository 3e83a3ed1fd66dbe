package workshop.celery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
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

    private static final Logger LOG = LoggerFactory.getLogger(CeleryRabbitQueue.class);
    private static final String MAX_PRIORITY = "x-max-priority";
    private static final long NANOSECONDS_BETWEEN_QUESTIONS = 20_000_000;
    private static final JsonMapper JSON = new JsonMapper();

    /** How long a message waits at a time. A year takes some four hundred turns. */
    static final List<Duration> WAITS =
            List.of(
                    Duration.ofMillis(100),
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(1),
                    Duration.ofHours(1),
                    Duration.ofDays(1));

    private final RabbitServer server;
    private final Map<String, Object> arguments;
    private final RabbitQueue celerys;
    private final RabbitQueue taken;
    private final List<Waiting> waiting;
    private final CallSerializer calls = new CallSerializer();

    /** A queue from which messages come back after that time. */
    private record Waiting(Duration time, RabbitQueue queue) {}

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
        this.server = server;
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
        this.waiting = WAITS.stream().map(time -> waiting(ours, time)).toList();
    }

    private Waiting waiting(String ours, Duration time) {
        Map<String, Object> backAfterThat =
                Map.of(
                        "x-queue-type", "quorum",
                        "x-message-ttl", time.toMillis(),
                        "x-overflow", "reject-publish",
                        "x-dead-letter-exchange", "",
                        "x-dead-letter-routing-key", ours,
                        "x-dead-letter-strategy", "at-least-once");
        return new Waiting(time, server.queue(nameOfWaiting(ours, time), backAfterThat));
    }

    static String nameOfWaiting(String ours, Duration time) {
        return "%s:wait:%s".formatted(ours, time);
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
        String text = message.headers().get(Envelope.PRIORITY);
        if (text == null) {
            return null;
        }
        if (!(arguments.get(MAX_PRIORITY) instanceof Number most)) {
            throw new IllegalArgumentException(
                    "RabbitMQ would ignore the header \"%s\": this queue has no \"%s\"."
                            .formatted(Envelope.PRIORITY, MAX_PRIORITY));
        }
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > most.intValue()) {
            throw new IllegalArgumentException(
                    "The header \"%s\" is a number from 0 to %s, and not \"%s\"."
                            .formatted(Envelope.PRIORITY, most, text));
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
            taken.passOn(List.of(delivery), waitingFor(wait.eta()));
        } else if (verdict instanceof Verdict.Refuse refuse) {
            moveToDeadLetters(delivery, refuse.reason());
        }
        return Optional.of(delivery).filter(it -> verdict instanceof Verdict.Run);
    }

    /** The one of the longest time that is not too long, or the shortest. */
    private RabbitQueue waitingFor(Instant eta) {
        var left = Duration.between(Instant.now(), eta);
        var chosen = waiting.get(0);
        for (var each : waiting) {
            if (each.time().compareTo(left) <= 0) {
                chosen = each;
            }
        }
        return chosen.queue();
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
        answer(delivery, "SUCCESS", null);
        taken.acknowledge(delivery);
    }

    /** The dead letter is the message as it came in, with the reason in the header "x-reason". */
    @Override
    public void moveToDeadLetters(Delivery delivery, String reason) {
        var exception = new LinkedHashMap<String, Object>();
        exception.put("exc_type", "RuntimeError");
        exception.put("exc_module", "builtins");
        exception.put("exc_message", List.of(reason));
        answer(delivery, "FAILURE", exception);
        taken.moveToDeadLetters(delivery, reason);
    }

    /**
     * Sends a result as the backend {@code rpc://} does, which may get lost: to the queue that the
     * message names, if its name is one that Celery gives to such queues. Anyone may name any
     * queue.
     */
    private void answer(Delivery delivery, String status, Object result) {
        String to = text(delivery, AmqpMessage.REPLY_TO);
        if (!to.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                || text(delivery, "ignore_result").equals("true")) {
            return;
        }
        String id = text(delivery, AmqpMessage.CORRELATION_ID);
        var meta = new LinkedHashMap<String, Object>();
        meta.put("task_id", id);
        meta.put("status", status);
        meta.put("result", result);
        meta.put("traceback", null);
        meta.put("children", List.of());
        var properties =
                new BasicProperties.Builder()
                        .contentType("application/json")
                        .contentEncoding("utf-8")
                        .correlationId(id)
                        .build();
        try {
            server.tell(to, properties, JSON.writeValueAsBytes(meta));
        } catch (BrokerException e) { // the task's own fate is more important
            LOG.warn("The result of task {} does not reach its sender: {}", id, e.getMessage());
        }
    }

    private static String text(Delivery delivery, String field) {
        return delivery.fields().find(field).map(it -> new String(it, UTF_8)).orElse("");
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
        long elsewhere =
                celerys.length() + waiting.stream().mapToLong(each -> each.queue().length()).sum();
        return elsewhere + Math.max(before, taken.length());
    }

    @Override
    public List<DeadLetter> deadLetters() {
        return taken.deadLetters();
    }
}
