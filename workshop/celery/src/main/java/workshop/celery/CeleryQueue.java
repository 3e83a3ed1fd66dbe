package workshop.celery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.args.ListDirection;
import workshop.queue.Broker;
import workshop.queue.DeadLetter;
import workshop.queue.Delivery;
import workshop.queue.Fields;
import workshop.queue.Message;
import workshop.queue.RedisStream;

/**
 * A Celery queue on Redis, shared with Celery's own workers: the list of that name, and three more
 * lists for other priorities.
 *
 * <p>Celery pops a message from the list and then notes it in the hash {@code unacked}; a worker
 * that is killed between the two loses the message, and a message in the hash goes back to the list
 * after an hour. Here a script moves a message in one step from the list to a stream of ours,
 * {@code …:java}, and the kit's own broker takes it from there: when a Java worker dies, another
 * takes over its messages after the lease. Java's workers and Celery's never touch each other's
 * messages: Java's lease is half a minute, and a Celery worker may rightly hold a message for
 * hours.
 *
 * <p>A message with an {@code eta} waits until then in the sorted set {@code …:java:due}. A message
 * that has expired, or is not an envelope, goes to the dead letters, {@code …:java:dead}. Results
 * are not written: a sender that calls {@code get()} waits for ever.
 *
 * <p>Needs Redis 6.2, for {@code BLMOVE}.
 *
 * @see <a href="https://redis.io/docs/latest/commands/blmove/">BLMOVE</a>
 */
public final class CeleryQueue implements Broker {

    /** The suffixes of kombu's four lists, the most urgent first; priority 0 has none. */
    private static final List<String> PRIORITIES = List.of("", "\6\0263", "\6\0266", "\6\0269");

    private static final String ENVELOPE = "envelope";

    /**
     * Moves one message to the stream: one that is due, or else the oldest of the first list that
     * has any.
     */
    private static final byte[] TAKE =
            """
            local envelope = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[1], 'LIMIT', 0, 1)[1]
            if envelope then
              redis.call('ZREM', KEYS[2], envelope)
            else
              for i = 3, #KEYS do
                envelope = redis.call('RPOP', KEYS[i])
                if envelope then break end
              end
            end
            if envelope then
              redis.call('XADD', KEYS[1], '*', 'envelope', envelope)
            end
            """
                    .getBytes(UTF_8);

    private final UnifiedJedis redis;
    private final String name;
    private final byte[] list;
    private final byte[] stream;
    private final byte[] due;
    private final byte[] inbox;
    private final List<byte[]> takeKeys;
    private final RedisStream taken;
    private final CallSerializer calls = new CallSerializer();

    /** The queue of that name; Celery's default is "celery". */
    public CeleryQueue(UnifiedJedis redis, String name) {
        this.redis = redis;
        this.name = name;
        this.list = bytes(name);
        this.stream = bytes(name + ":java");
        this.due = bytes(name + ":java:due");
        this.inbox = bytes(name + ":java:inbox");
        this.takeKeys =
                Stream.concat(
                                Stream.of(stream, due, inbox),
                                PRIORITIES.stream().map(priority -> bytes(name + priority)))
                        .toList();
        this.taken = new RedisStream(redis, name + ":java");
    }

    /**
     * Sends a message to the workers of this queue, Celery's or ours.
     *
     * @return the task's id
     * @throws IllegalArgumentException when it is not a {@link Call} in JSON, or has one of
     *     Celery's own headers: a Celery worker would not survive it. Nothing was enqueued.
     */
    @Override
    public String add(Fields fields) {
        String id = UUID.randomUUID().toString();
        Message message = fields.toMessage(id);
        requireCall(message);
        redis.lpush(list, Envelope.write(message, id, name));
        return id;
    }

    @Override
    public Optional<Delivery> pop(String consumer, Duration wait) {
        Optional<Delivery> next = take(consumer);
        if (next.isEmpty() && wait.toMillis() > 0) { // 0 would mean "for ever"
            // A blocking command cannot add to a stream. If this worker dies now, the message is
            // safe: the inbox is the first list that the next take looks into.
            redis.blmove(
                    list, inbox, ListDirection.RIGHT, ListDirection.LEFT, wait.toMillis() / 1000.0);
            next = take(consumer);
        }
        return next;
    }

    private Optional<Delivery> take(String consumer) {
        while (true) {
            redis.eval(TAKE, takeKeys, List.of(bytes(Long.toString(System.currentTimeMillis()))));
            Optional<Delivery> entry = taken.pop(consumer, Duration.ZERO);
            Optional<Delivery> opened = entry.flatMap(this::open);
            if (entry.isEmpty() || opened.isPresent()) {
                return opened;
            }
        }
    }

    @Override
    public List<Pending> pending() {
        return taken.pending();
    }

    @Override
    public void removeConsumer(String consumer) {
        taken.removeConsumer(consumer);
    }

    @Override
    public void removeIdleConsumers(Duration idle) {
        taken.removeIdleConsumers(idle);
    }

    @Override
    public Optional<Delivery> claim(Pending seen, String consumer) {
        return taken.claim(seen, consumer).flatMap(this::open);
    }

    @Override
    public void acknowledge(Delivery delivery) {
        taken.acknowledge(delivery);
    }

    /**
     * The dead letter holds the envelope as it came in, so that it can be pushed to the list once
     * more.
     */
    @Override
    public void moveToDeadLetters(Delivery delivery, String reason) {
        byte[] task = delivery.fields().find("task").orElseThrow();
        var flat = new ArrayList<>(List.of(bytes("task"), task));
        for (Object entry : redis.xrange(stream, bytes(delivery.id()), bytes(delivery.id()))) {
            ((List<?>) ((List<?>) entry).get(1)).forEach(field -> flat.add((byte[]) field));
        }
        var asItCame = new Delivery(delivery.id(), new Fields(flat), delivery.count());
        taken.moveToDeadLetters(asItCame, reason);
    }

    /**
     * What waits on the lists, for Celery's workers or ours, and what Java workers hold. What
     * Celery's workers hold is not counted.
     */
    @Override
    public long length() {
        return taken.length()
                + redis.zcard(due)
                + takeKeys.stream().skip(2).mapToLong(redis::llen).sum();
    }

    @Override
    public List<DeadLetter> deadLetters() {
        return taken.deadLetters();
    }

    /**
     * The message in the envelope, if it can run now. Otherwise the entry is moved to the dead
     * letters or to the set of what is due later.
     */
    private Optional<Delivery> open(Delivery entry) {
        try {
            byte[] envelope =
                    entry.fields()
                            .find(ENVELOPE)
                            .orElseThrow(() -> new IllegalArgumentException("It has no envelope."));
            Message message = Envelope.read(entry.id(), envelope);
            Instant now = Instant.now();
            Optional<Instant> expires = Envelope.moment(message, Envelope.EXPIRES);
            if (expires.filter(now::isAfter).isPresent()) {
                taken.moveToDeadLetters(entry, "It expired at %s.".formatted(expires.get()));
                return Optional.empty();
            }
            Optional<Instant> eta = Envelope.moment(message, Envelope.ETA).filter(now::isBefore);
            if (eta.isPresent()) {
                // First add, then acknowledge: if this worker dies in between, the message runs
                // twice rather than not at all.
                redis.zadd(due, eta.get().toEpochMilli(), envelope);
                taken.acknowledge(entry);
                return Optional.empty();
            }
            return Optional.of(new Delivery(entry.id(), Fields.of(message), entry.count()));
        } catch (IllegalArgumentException e) {
            taken.moveToDeadLetters(
                    entry, "This is not a message of Celery's protocol 2. " + e.getMessage());
            return Optional.empty();
        }
    }

    private void requireCall(Message message) {
        if (!message.contentType().equals(calls.contentType())) {
            throw new IllegalArgumentException(
                    "Task \"%s\" was not enqueued: Celery accepts %s, and this is %s."
                            .formatted(message.task(), calls.contentType(), message.contentType()));
        }
        try {
            calls.loads(message.body());
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            throw new IllegalArgumentException(
                    ("Task \"%s\" was not enqueued: its body would kill a Celery worker."
                                    + " Send a Call. %s")
                            .formatted(message.task(), e.getMessage()),
                    e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
