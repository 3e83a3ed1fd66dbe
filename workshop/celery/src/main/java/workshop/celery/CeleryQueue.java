package workshop.celery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import redis.clients.jedis.UnifiedJedis;
import workshop.queue.Broker;
import workshop.queue.DeadLetter;
import workshop.queue.Delivery;
import workshop.queue.Fields;
import workshop.queue.Message;
import workshop.queue.RedisStream;

/**
 * A Celery queue on Redis, shared with Celery's own workers: the list of that name, and one list
 * for each other priority that {@link Transport} names.
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

    private static final String ENVELOPE = "envelope";

    private final UnifiedJedis redis;
    private final CeleryLists lists;
    private final byte[] stream;
    private final RedisStream taken;
    private final CallSerializer calls = new CallSerializer();

    /** The queue of that name; Celery's default is "celery". */
    public CeleryQueue(UnifiedJedis redis, String name) {
        this(redis, name, Transport.DEFAULT);
    }

    /**
     * The queue of that name, where Celery is configured with transport options.
     *
     * @throws IllegalArgumentException when the name holds the separator: a Celery worker would
     *     take such a list for another queue's, and put its messages back for ever
     */
    public CeleryQueue(UnifiedJedis redis, String name, Transport transport) {
        if (name.contains(transport.sep())) {
            throw new IllegalArgumentException(
                    "The name of the queue, \"%s\", holds the separator of priorities, \"%s\"."
                                    .formatted(name, transport.sep())
                            + " No Celery worker can serve it: choose another name.");
        }
        this.redis = redis;
        String ours = transport.list(name, 0) + ":java";
        this.lists = new CeleryLists(redis, name, transport, ours);
        this.stream = bytes(ours);
        this.taken = new RedisStream(redis, ours);
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
        calls.requireCall(message);
        lists.push(message, id);
        return id;
    }

    @Override
    public Optional<Delivery> pop(String consumer, Duration wait) {
        Optional<Delivery> next = take(consumer);
        if (next.isEmpty() && wait.toMillis() > 0) { // 0 would mean "for ever"
            lists.await(wait);
            next = take(consumer);
        }
        return next;
    }

    private Optional<Delivery> take(String consumer) {
        while (true) {
            lists.moveOne();
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
        List<Object> entries = redis.xrange(stream, bytes(delivery.id()), bytes(delivery.id()));
        if (entries.isEmpty()) { // someone deleted it: what was read of it is all there is
            taken.moveToDeadLetters(delivery, reason);
            return;
        }
        ((List<?>) ((List<?>) entries.get(0)).get(1)).forEach(field -> flat.add((byte[]) field));
        var asItCame = new Delivery(delivery.id(), new Fields(flat), delivery.count());
        taken.moveToDeadLetters(asItCame, reason);
    }

    /**
     * What waits on the lists, for Celery's workers or ours, and what Java workers hold. What
     * Celery's workers hold is not counted.
     */
    @Override
    public long length() {
        return taken.length() + lists.length();
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
        if (entry.fields().flat().isEmpty()) {
            taken.moveToDeadLetters(
                    entry, "Someone deleted it from the queue while a worker held it.");
            return Optional.empty();
        }
        var verdict = Verdict.on(() -> read(entry));
        if (verdict instanceof Verdict.Run run) {
            return Optional.of(new Delivery(entry.id(), run.fields(), entry.count()));
        }
        if (verdict instanceof Verdict.Wait wait) {
            postpone(entry, wait.eta());
        } else if (verdict instanceof Verdict.Refuse refuse) {
            taken.moveToDeadLetters(entry, refuse.reason());
        }
        return Optional.empty();
    }

    private static Message read(Delivery entry) {
        byte[] envelope =
                entry.fields()
                        .find(ENVELOPE)
                        .orElseThrow(() -> new IllegalArgumentException("It has no envelope."));
        return Envelope.read(entry.id(), envelope);
    }

    /**
     * First add, then acknowledge: if this worker dies in between, the message runs twice rather
     * than not at all.
     */
    private void postpone(Delivery entry, Instant eta) {
        lists.postpone(entry.id(), entry.fields().find(ENVELOPE).orElseThrow(), eta);
        taken.acknowledge(entry);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
