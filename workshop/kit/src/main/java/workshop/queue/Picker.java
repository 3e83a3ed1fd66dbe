package workshop.queue;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The first phase: takes deliveries from the broker and hands them to {@link Execution}. Retries
 * and the messages of dead workers come before new ones.
 */
final class Picker {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    /** A worker that runs may wait so long although it has something else to do. */
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final Broker broker;
    private final Settings settings;
    private final Execution execution;
    private final Failures failures;

    private final Inbox inbox;
    private final Takeover takeover;

    private long nextLookForDeadWorkers = System.nanoTime();

    Picker(Broker broker, Settings settings, Failures failures) {
        this.broker = broker;
        this.settings = settings;
        this.failures = failures;
        this.inbox = new Inbox(broker, settings);
        this.execution = new Execution(inbox, settings, new Decoder(settings), failures);
        this.takeover = new Takeover(broker, settings, inbox, execution, failures);
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
        List<Delivery> fresh =
                inbox.next(settings.prefetch, worked ? shorter(MOMENT, wait) : untilRetry);
        execution.run(fresh);
        return worked || !fresh.isEmpty();
    }

    /** Looks for dead workers twice per lease, and for retries as long as there are any. */
    private boolean pickPending() {
        boolean lookForDeadWorkers = System.nanoTime() - nextLookForDeadWorkers >= 0;
        if (!lookForDeadWorkers && !inbox.mayHaveLost() && !hasRetries()) {
            return false;
        }
        inbox.acknowledge();
        List<Broker.Pending> pending = broker.pending();
        if (lookForDeadWorkers) {
            nextLookForDeadWorkers = System.nanoTime() + settings.lease.toNanos() / 2;
            failures.tryDeadLettersAgain();
            removeIdleConsumers();
        }
        return takeover.claimDue(pending);
    }

    private void removeIdleConsumers() {
        try {
            broker.removeIdleConsumers(settings.lease);
        } catch (JedisDataException e) {
            LOG.warn("Dead workers stay on the list of consumers: {}", e.getMessage());
        }
    }

    /** The end of the work, whatever else is waiting. */
    void finish() {
        inbox.acknowledge();
        broker.removeConsumer(settings.name);
    }

    private static Duration shorter(Duration left, Duration right) {
        return left.compareTo(right) < 0 ? left : right;
    }
}
