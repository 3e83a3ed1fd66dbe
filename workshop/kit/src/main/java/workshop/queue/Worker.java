package workshop.queue;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import workshop.queue.Broker.Held;

/**
 * The worker process's end of the queue: pops a message, decodes it, hands it to its task's
 * handler, acknowledges it.
 *
 * <p>A handler that fails is tried again; after the last try the message goes to the dead letters
 * with the reason. So does, at once and undecoded, a message of a content type that this worker was
 * not told to accept: what may be decoded is the consumer's decision, never the producer's. A
 * message whose worker died is taken over when its lease has run out.
 *
 * <p>One worker serves one thread; start as many workers as you like. Tell it all it must know
 * before it starts.
 */
public final class Worker {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final Duration PAUSE_WITHOUT_BROKER = Duration.ofMillis(500);

    private final Broker broker;
    private final Map<String, Serializer> accepted = new TreeMap<>();
    private final Map<String, TaskHandler> handlers = new TreeMap<>();
    private Predicate<Message> genuine = message -> true;
    private String name = "worker-" + UUID.randomUUID();
    private int maxDeliveries = 3;
    private Duration retryAfter = Duration.ofMillis(100);
    private Duration lease = Duration.ofSeconds(30);
    private int atOnce = 1;

    /**
     * What failed here and waits for its next try: id and delivery. If this worker dies, the lease
     * brings it to another.
     */
    private Map<String, Long> failed = new HashMap<>();

    private long nextLookForDeadWorkers = System.nanoTime();
    private final CountDownLatch closed = new CountDownLatch(1);

    private Worker(Broker broker) {
        this.broker = broker;
    }

    /** A worker on that queue. It accepts no content type and knows no task until told. */
    public static Worker on(TaskQueue queue) {
        return new Worker(queue.broker());
    }

    /** Accepts this serializer's content type, and decodes it with this serializer. */
    public Worker accept(Serializer serializer) {
        accepted.put(serializer.contentType(), serializer);
        return this;
    }

    /**
     * Decodes only messages that pass this check; by default all of an accepted content type do.
     */
    public Worker onlyIf(Predicate<Message> genuine) {
        this.genuine = genuine;
        return this;
    }

    /** Runs this handler for that task. */
    public Worker handle(String task, TaskHandler handler) {
        handlers.put(task, handler);
        return this;
    }

    /**
     * This worker's name in the consumer group, for those who look there; by default one that
     * nobody else has.
     */
    public Worker named(String name) {
        this.name = name;
        return this;
    }

    /** How often a message is handed out before it is a dead letter; 3 by default. */
    public Worker maxDeliveries(int maxDeliveries) {
        this.maxDeliveries = maxDeliveries;
        return this;
    }

    /**
     * How long after a delivery that failed the message is tried again, at the earliest; 100 ms by
     * default.
     */
    public Worker retryAfter(Duration retryAfter) {
        this.retryAfter = retryAfter;
        return this;
    }

    /**
     * How long a message may be held before its worker counts as dead; 30 s by default. Longer than
     * the longest task.
     */
    public Worker lease(Duration lease) {
        this.lease = lease;
        return this;
    }

    /**
     * How many messages it takes at once; 1 by default. For tasks of a few milliseconds, more is
     * faster. The price: what it has taken waits behind a slow task while other workers are idle,
     * and if it is killed, some tasks that are done run again.
     */
    public Worker atOnce(int messages) {
        this.atOnce = messages;
        return this;
    }

    /**
     * Works until nothing is waiting and nothing of its own is to be tried again, or until its
     * thread is interrupted.
     */
    public void drain() {
        boolean worked;
        do {
            worked = work(Duration.ZERO);
        } while ((worked || !failed.isEmpty()) && !Thread.currentThread().isInterrupted());
        broker.leave(name);
    }

    /**
     * Works until {@link #close} is called. Outlives a broker that is away or in trouble.
     *
     * @throws InterruptedException when its thread is interrupted; it ends after the message at
     *     hand
     */
    public void run() throws InterruptedException {
        Duration wait = shorter(LONGEST_WAIT, lease.dividedBy(2));
        while (closed.getCount() > 0) {
            if (!withBroker(() -> work(wait))) {
                closed.await(PAUSE_WITHOUT_BROKER.toMillis(), MILLISECONDS);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        withBroker(() -> broker.leave(name));
    }

    private static boolean withBroker(Runnable round) {
        try {
            round.run();
            return true;
        } catch (RuntimeException e) {
            LOG.warn("The broker is away or in trouble: {}", describe(e));
            return false;
        }
    }

    /** Ends {@link #run} after the message at hand, within about a second. */
    public void close() {
        closed.countDown();
    }

    /**
     * One round: what is to be tried again or taken over, then one new message. True when there was
     * anything.
     */
    private boolean work(Duration longestWait) {
        boolean worked = workOnHeld();
        Duration wait = failed.isEmpty() ? longestWait : shorter(LONGEST_WAIT, retryAfter);
        List<Delivery> next = broker.pop(name, atOnce, worked ? Duration.ZERO : wait);
        if (!next.isEmpty()) {
            process(next);
        }
        return worked || !next.isEmpty();
    }

    /**
     * What was taken longer ago than its lease is others' to take over: the rest is left to them.
     */
    private void process(List<Delivery> deliveries) {
        long taken = System.nanoTime();
        var done = new ArrayList<Delivery>();
        try {
            for (var delivery : deliveries) {
                if (handle(delivery)) {
                    done.add(delivery);
                }
                if (System.nanoTime() - taken > lease.toNanos()
                        || Thread.currentThread().isInterrupted()) {
                    break;
                }
            }
        } finally {
            if (!done.isEmpty()) {
                broker.acknowledge(done);
            }
        }
    }

    private boolean workOnHeld() {
        boolean look = System.nanoTime() - nextLookForDeadWorkers >= 0;
        if (look) {
            nextLookForDeadWorkers = System.nanoTime() + lease.toNanos() / 2;
        }
        if (!look && failed.isEmpty()) {
            return false;
        }
        List<Held> all = broker.held();
        if (look) {
            broker.forget(lease);
        }
        Map<String, Long> before = failed;
        failed = new HashMap<>(); // what is not found again was finished or taken over while this
        // worker was busy or paused
        boolean worked = false;
        for (var held : all) {
            boolean mine = Objects.equals(before.get(held.id()), held.count());
            if (held.idle().compareTo(mine ? retryAfter : lease) >= 0) {
                var claimed = broker.claim(held, name);
                claimed.map(List::of).ifPresent(this::process);
                worked |= claimed.isPresent();
            } else if (mine) {
                failed.put(held.id(), held.count());
            }
        }
        return worked;
    }

    /** True when the work is done; otherwise the message was buried, or waits for its next try. */
    private boolean handle(Delivery delivery) {
        try {
            Message message = read(delivery);
            Object payload = decode(message);
            handlers.get(message.task()).handle(payload, message);
        } catch (Discard discard) {
            broker.bury(delivery, discard.getMessage());
            return false;
        } catch (Throwable failure) { // a worker outlives its tasks
            if (failure instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            retryOrBury(delivery, failure);
            return false;
        }
        return true;
    }

    private Message read(Delivery delivery) {
        if (delivery.count() > maxDeliveries) {
            throw new Discard(
                    "It was delivered %d times, and no worker lived to finish it."
                            .formatted(maxDeliveries));
        }
        try {
            return delivery.fields().toMessage(delivery.id());
        } catch (IllegalArgumentException e) {
            throw new Discard("This is not a message. " + e.getMessage());
        }
    }

    /** Every check stands before the bytes are touched. */
    private Object decode(Message message) {
        if (!handlers.containsKey(message.task())) {
            throw new Discard(
                    "No handler for task \"%s\"; this worker knows %s."
                            .formatted(message.task(), handlers.keySet()));
        }
        Serializer serializer = accepted.get(message.contentType());
        if (serializer == null) {
            throw new Discard(
                    "Refused undecoded: content type \"%s\"; this worker accepts %s."
                            .formatted(message.contentType(), accepted.keySet()));
        }
        if (!isGenuine(message)) {
            throw new Discard("Refused undecoded: the signature is missing or wrong.");
        }
        try {
            return serializer.loads(message.body());
        } catch (Throwable e) { // bytes from anyone may end in any error, of the stack and the heap
            // too
            throw new Discard("The body could not be decoded: " + describe(e));
        }
    }

    private boolean isGenuine(Message message) {
        try {
            return genuine.test(message);
        } catch (Throwable e) {
            throw new Discard(
                    "Refused undecoded: the check of its signature failed with " + describe(e));
        }
    }

    private void retryOrBury(Delivery delivery, Throwable failure) {
        if (delivery.count() >= maxDeliveries) {
            broker.bury(
                    delivery,
                    "Failed %d times, the last time with %s"
                            .formatted(delivery.count(), describe(failure)));
        } else {
            failed.put(delivery.id(), delivery.count());
        }
    }

    private static String describe(Throwable e) {
        return e.getMessage() == null
                ? e.getClass().getSimpleName()
                : e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
