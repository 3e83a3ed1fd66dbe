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
 * A queue of Celery on Redis, shared with Celery's own workers: the list of its name, and its three
 * sisters of other priorities.
 *
 * <p>Celery pops a message from the list and then notes it in the hash {@code unacked}; a worker
 * that is killed between the two loses it, and what is in the hash goes back to the list after an
 * hour. Here a message moves in one step from the list to a stream of ours, {@code …:java}, and
 * from there on the kit's own broker serves: what a dead Java worker held, another takes over after
 * its lease. The two never touch what the other holds: a lease of Java's is half a minute, and a
 * Celery worker may rightly hold a message for hours.
 *
 * <p>An {@code eta} is honoured: until then the message waits in the sorted set {@code …:java:due}.
 * What has expired, and what is not an envelope, goes to the dead letters, {@code …:java:dead}.
 * Results are not written: who calls {@code get()} waits for ever.
 *
 * <p>Needs Redis 6.2.
 */
public final class CeleryQueue implements Broker {

    /** Of the four that kombu knows, the most urgent first; priority 0 has no suffix. */
    private static final List<String> PRIORITIES = List.of("", "\6\0263", "\6\0266", "\6\0269");

    private static final String ENVELOPE = "envelope";

    /**
     * One message comes to the stream: one that is due, or the oldest of the first list that has
     * any.
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
     * Sends a message to the workers of this queue, Celery's or ours, and returns the task's id.
     *
     * @throws IllegalArgumentException when it is not a {@link Call} in JSON, or has a header that
     *     is Celery's own: a Celery worker would not survive it. Nothing was enqueued.
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
            // A blocking command cannot add to a stream. Should we die now, the inbox is the first
            // list that the next one looks into.
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
    public List<Held> held() {
        return taken.held();
    }

    @Override
    public void leave(String consumer) {
        taken.leave(consumer);
    }

    @Override
    public void forget(Duration silence) {
        taken.forget(silence);
    }

    @Override
    public Optional<Delivery> claim(Held held, String consumer) {
        return taken.claim(held, consumer).flatMap(this::open);
    }

    @Override
    public void acknowledge(Delivery delivery) {
        taken.acknowledge(delivery);
    }

    /**
     * The dead letter holds the envelope as it came, so that it can be pushed to the list once
     * more.
     */
    @Override
    public void bury(Delivery delivery, String reason) {
        var flat =
                new ArrayList<>(
                        List.of(bytes("task"), delivery.fields().find("task").orElseThrow()));
        for (Object entry : redis.xrange(stream, bytes(delivery.id()), bytes(delivery.id()))) {
            ((List<?>) ((List<?>) entry).get(1)).forEach(field -> flat.add((byte[]) field));
        }
        taken.bury(new Delivery(delivery.id(), new Fields(flat), delivery.count()), reason);
    }

    /**
     * What waits on the lists, for whomever, and what Java workers hold. What Celery's workers hold
     * is not counted.
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
     * The message in the envelope, if it is one to run now; otherwise the entry has been put where
     * it belongs.
     */
    private Optional<Delivery> open(Delivery entry) {
        try {
            byte[] envelope =
                    entry.fields()
                            .find(ENVELOPE)
                            .orElseThrow(() -> new IllegalArgumentException("It is no envelope."));
            Message message = Envelope.read(entry.id(), envelope);
            Instant now = Instant.now();
            Optional<Instant> expires = Envelope.moment(message, Envelope.EXPIRES);
            if (expires.filter(now::isAfter).isPresent()) {
                taken.bury(entry, "It expired at %s.".formatted(expires.get()));
                return Optional.empty();
            }
            Optional<Instant> eta = Envelope.moment(message, Envelope.ETA).filter(now::isBefore);
            if (eta.isPresent()) { // first added, then acknowledged: should we die in between it
                // runs twice, rather than not at all
                redis.zadd(due, eta.get().toEpochMilli(), envelope);
                taken.acknowledge(entry);
                return Optional.empty();
            }
            return Optional.of(new Delivery(entry.id(), Fields.of(message), entry.count()));
        } catch (IllegalArgumentException e) {
            taken.bury(entry, "This is not a message of Celery's protocol 2. " + e.getMessage());
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
                    "Task \"%s\" was not enqueued, for a Celery worker dies of such a body. Send a Call. %s"
                            .formatted(message.task(), e.getMessage()),
                    e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
