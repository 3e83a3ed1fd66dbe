package workshop.queue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The first phase: takes deliveries from the broker and hands them to {@link Execution}. Retries
 * and the messages of dead workers come before new ones.
 */
final class Picker {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final String GONE =
            "Message {} is not tried again: another worker has finished it, or someone deleted it.";

    private final Broker broker;
    private final Settings settings;
    private final Execution execution;
    private final Failures failures;

    private long nextLookForDeadWorkers = System.nanoTime();

    /**
     * Whether a reply was lost: then the server may have delivered messages here that never came.
     */
    private boolean lookForStrays;

    /** The ids of those that could not be claimed, so that each is told once. */
    private final Set<String> troubled = new HashSet<>();

    Picker(Broker broker, Settings settings, Execution execution, Failures failures) {
        this.broker = broker;
        this.settings = settings;
        this.execution = execution;
        this.failures = failures;
    }

    /** How long one round may wait for a new message and still look for dead workers in time. */
    Duration longestWait() {
        return shorter(LONGEST_WAIT, settings.lease.dividedBy(2));
    }

    /** Whether a message that failed here still waits for its next try. */
    boolean hasRetries() {
        return failures.hasRetries();
    }

    /**
     * One round: what is to be tried again or taken over, then what is new. True when there was
     * anything. What the last round has done is acknowledged in the same write that asks for what
     * is new.
     *
     * @param wait how long to wait for a new message, when there is nothing else to do
     */
    boolean pick(Duration wait) {
        boolean worked = pickPending();
        Duration untilRetry = hasRetries() ? shorter(LONGEST_WAIT, settings.retryAfter) : wait;
        List<Delivery> fresh = next(settings.prefetch, worked ? Duration.ZERO : untilRetry);
        execution.run(fresh);
        return worked || !fresh.isEmpty();
    }

    /** Acknowledges what is done, and delivers up to that many messages. */
    private List<Delivery> next(int most, Duration wait) {
        boolean replied = false;
        try {
            var fresh = broker.next(execution.done(), settings.name, most, wait);
            execution.done().clear();
            replied = true;
            return fresh;
        } finally {
            lookForStrays |= !replied;
        }
    }

    /** Acknowledges what is done, for nothing else may run before that. */
    private void acknowledge() {
        if (!execution.done().isEmpty()) {
            next(0, Duration.ZERO);
        }
    }

    /** The end of the work, whatever else is waiting. */
    void finish() {
        acknowledge();
        broker.removeConsumer(settings.name);
    }

    /** Looks for dead workers twice per lease, and for retries as long as there are any. */
    private boolean pickPending() {
        boolean lookForDeadWorkers = System.nanoTime() - nextLookForDeadWorkers >= 0;
        if (!lookForDeadWorkers && !lookForStrays && !hasRetries()) {
            return false;
        }
        acknowledge();
        List<Broker.Pending> pending = broker.pending();
        if (lookForDeadWorkers) {
            nextLookForDeadWorkers = System.nanoTime() + settings.lease.toNanos() / 2;
            failures.buryAgain();
            removeIdleConsumers();
        }
        return claimDue(pending);
    }

    private void removeIdleConsumers() {
        try {
            broker.removeIdleConsumers(settings.lease);
        } catch (JedisDataException e) {
            LOG.warn("Dead workers stay on the list of consumers: {}", e.getMessage());
        }
    }

    private boolean claimDue(List<Broker.Pending> pending) {
        Map<String, Failures.Retry> retries = failures.takeRetries();
        boolean strays = lookForStrays;
        lookForStrays = false;
        boolean worked = false;
        for (var entry : pending) {
            var retry = retries.remove(entry.id());
            boolean mine = retry != null && retry.deliveries() == entry.deliveries();
            boolean stray = strays && !mine && entry.consumer().equals(settings.name);
            var due = stray ? Duration.ZERO : mine ? settings.retryAfter : settings.lease;
            if (failures.isToBeBuried(entry)) {
                continue;
            }
            if (entry.idle().compareTo(due) >= 0) {
                worked |= claim(entry, mine ? retry : null);
            } else if (mine) {
                failures.retryLater(entry.id(), retry);
            }
        }
        retries.keySet().forEach(id -> LOG.warn(GONE, id));
        return worked;
    }

    /** Trouble with one entry must not keep the others waiting: it is tried later. */
    private boolean claim(Broker.Pending entry, Failures.Retry retry) {
        Optional<Delivery> claimed;
        try {
            claimed = broker.claim(entry, settings.name);
            troubled.remove(entry.id());
        } catch (JedisConnectionException e) {
            throw e;
        } catch (RuntimeException e) {
            if (troubled.add(entry.id())) {
                LOG.warn("Message {} is tried later: {}", entry.id(), Failures.describe(e));
            }
            return false;
        }
        claimed.ifPresent(delivery -> run(delivery, retry));
        return claimed.isPresent();
    }

    private void run(Delivery delivery, Failures.Retry retry) {
        if (delivery.fields().flat().isEmpty()) {
            failures.buryDeleted(delivery, retry);
        } else {
            execution.run(List.of(delivery));
            acknowledge();
        }
    }

    private static Duration shorter(Duration left, Duration right) {
        return left.compareTo(right) < 0 ? left : right;
    }
}
