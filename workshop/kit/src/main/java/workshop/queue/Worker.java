package workshop.queue;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The worker process's end of the queue: pops a message, decodes it, hands it to its task's handler, acknowledges it.
 *
 * <p>A handler that fails is tried again; after the last try the message goes to the dead letters with the reason. So does,
 * at once and undecoded, a message of a content type that this worker was not told to accept: what may be decoded is the
 * consumer's decision, never the producer's. A message whose worker died is taken over when its lease has run out.
 *
 * <p>One worker serves one thread; start as many workers as you like.
 */
public final class Worker {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final Duration PAUSE_WITHOUT_BROKER = Duration.ofMillis(500);

    private final Broker broker;
    private final String name;
    private final Map<String, Serializer> accepted;
    private final Map<String, TaskHandler> handlers;
    private final Predicate<Message> genuine;
    private final int maxDeliveries;
    private final Duration retryAfter;
    private final Duration lease;

    /** What failed here and waits for its next try. If this worker dies, the lease brings it to another. */
    private final Set<String> failed = new HashSet<>();
    private long nextLookForDeadWorkers = System.nanoTime();
    private final CountDownLatch closed = new CountDownLatch(1);

    private Worker(Builder builder) {
        broker = builder.broker;
        name = builder.name;
        accepted = Map.copyOf(builder.accepted);
        handlers = Map.copyOf(builder.handlers);
        genuine = builder.genuine;
        maxDeliveries = builder.maxDeliveries;
        retryAfter = builder.retryAfter;
        lease = builder.lease;
    }

    /** A worker on that queue. It accepts no content type and knows no task until told. */
    public static Builder on(TaskQueue queue) {
        return new Builder(queue.broker());
    }

    /** Works until nothing is waiting and nothing of its own is to be tried again. */
    public void drain() {
        boolean worked;
        do {
            worked = work(failed.isEmpty() ? Duration.ZERO : retryAfter);
        } while (worked || !failed.isEmpty());
    }

    /**
     * Works until {@link #close} is called. Outlives a broker that is away or in trouble.
     *
     * @throws InterruptedException when interrupted while it waits for the broker to come back
     */
    public void run() throws InterruptedException {
        while (closed.getCount() > 0) {
            try {
                work(failed.isEmpty() ? LONGEST_WAIT : retryAfter);
            } catch (JedisException e) {
                LOG.warn("The broker is away or in trouble: {}", e.getMessage());
                closed.await(PAUSE_WITHOUT_BROKER.toMillis(), MILLISECONDS);
            }
        }
    }

    /** Ends {@link #run} after the message at hand, within about a second. */
    public void close() {
        closed.countDown();
    }

    /** One round: what is to be tried again or taken over, then one new message. True when there was anything. */
    private boolean work(Duration wait) {
        boolean worked = workOnHeld();
        Optional<Delivery> next = broker.pop(name, worked ? Duration.ZERO : wait);
        next.ifPresent(this::process);
        return worked || next.isPresent();
    }

    private boolean workOnHeld() {
        boolean look = System.nanoTime() - nextLookForDeadWorkers >= 0;
        if (look) {
            nextLookForDeadWorkers = System.nanoTime() + lease.toNanos() / 2;
        }
        if (!look && failed.isEmpty()) {
            return false;
        }
        boolean worked = false;
        Set<String> stillMine = new HashSet<>();
        for (var held : broker.held()) {
            boolean retry = held.consumer().equals(name) && failed.contains(held.id());
            Duration patience = retry ? retryAfter : lease;
            if (held.idle().compareTo(patience) >= 0) {
                failed.remove(held.id());
                var claimed = broker.claim(held, name, patience);
                claimed.ifPresent(this::process);
                worked |= claimed.isPresent();
            }
            if (failed.contains(held.id())) {
                stillMine.add(held.id());
            }
        }
        failed.retainAll(stillMine); // the others were taken over while this worker was busy or paused
        return worked;
    }

    private void process(Delivery delivery) {
        if (delivery.count() > maxDeliveries) {
            broker.bury(delivery, "It was delivered %d times, and no worker lived to finish it.".formatted(maxDeliveries));
            return;
        }
        Message message;
        Object payload;
        try {
            message = delivery.fields().toMessage(delivery.id());
            payload = decode(message);
        } catch (Refusal refusal) {
            broker.bury(delivery, refusal.getMessage());
            return;
        } catch (IllegalArgumentException e) {
            broker.bury(delivery, "This is not a message. " + e.getMessage());
            return;
        }
        try {
            handlers.get(message.task()).handle(payload, message);
        } catch (Discard discard) {
            broker.bury(delivery, discard.getMessage());
            return;
        } catch (Throwable failure) { // a worker outlives its tasks
            retryOrBury(delivery, failure);
            return;
        }
        broker.acknowledge(delivery);
    }

    /** Every check stands before the bytes are touched. */
    private Object decode(Message message) {
        if (!handlers.containsKey(message.task())) {
            throw new Refusal("No handler for task \"%s\"; this worker knows %s.".formatted(message.task(), handlers.keySet()));
        }
        Serializer serializer = accepted.get(message.contentType());
        if (serializer == null) {
            throw new Refusal("Refused undecoded: content type \"%s\"; this worker accepts %s.".formatted(message.contentType(), accepted.keySet()));
        }
        if (!isGenuine(message)) {
            throw new Refusal("Refused undecoded: the signature is missing or wrong.");
        }
        try {
            return serializer.loads(message.body());
        } catch (Throwable e) { // bytes from anyone may end in any error, of the stack and the heap too
            throw new Refusal("The body could not be decoded: " + describe(e));
        }
    }

    private boolean isGenuine(Message message) {
        try {
            return genuine.test(message);
        } catch (Exception e) {
            throw new Refusal("Refused undecoded: the check of its signature failed with " + describe(e));
        }
    }

    private void retryOrBury(Delivery delivery, Throwable failure) {
        if (delivery.count() >= maxDeliveries) {
            broker.bury(delivery, "Failed %d times, the last time with %s".formatted(delivery.count(), describe(failure)));
        } else {
            failed.add(delivery.id());
        }
    }

    private static String describe(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    /** A message that may not, or cannot, be decoded. */
    private static final class Refusal extends RuntimeException {
        Refusal(String reason) {
            super(reason);
        }
    }

    /** Tells a worker what it accepts, what it can do and how patient it is. */
    public static final class Builder {

        private final Broker broker;
        private String name = "worker-" + UUID.randomUUID();
        private final Map<String, Serializer> accepted = new HashMap<>();
        private final Map<String, TaskHandler> handlers = new HashMap<>();
        private Predicate<Message> genuine = message -> true;
        private int maxDeliveries = 3;
        private Duration retryAfter = Duration.ofMillis(100);
        private Duration lease = Duration.ofSeconds(30);

        private Builder(Broker broker) {
            this.broker = broker;
        }

        /** This worker's name in the consumer group; by default one that nobody else has. */
        public Builder named(String name) {
            this.name = name;
            return this;
        }

        /** Accepts this serializer's content type, and decodes it with this serializer. */
        public Builder accept(Serializer serializer) {
            accepted.put(serializer.contentType(), serializer);
            return this;
        }

        /** Decodes only messages that pass this check; by default all of an accepted content type do. */
        public Builder onlyIf(Predicate<Message> genuine) {
            this.genuine = genuine;
            return this;
        }

        /** Runs this handler for that task. */
        public Builder handle(String task, TaskHandler handler) {
            handlers.put(task, handler);
            return this;
        }

        /** How often a message is handed out before it is a dead letter; 3 by default. */
        public Builder maxDeliveries(int maxDeliveries) {
            this.maxDeliveries = maxDeliveries;
            return this;
        }

        /** The pause before a failed message's next try; 100 ms by default. */
        public Builder retryAfter(Duration retryAfter) {
            this.retryAfter = retryAfter;
            return this;
        }

        /** How long a message may be held before its worker counts as dead; 30 s by default. Longer than the longest task. */
        public Builder lease(Duration lease) {
            this.lease = lease;
            return this;
        }

        public Worker build() {
            return new Worker(this);
        }
    }
}
