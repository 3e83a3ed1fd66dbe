package workshop.queue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The first phase: takes deliveries from the broker and hands them to {@link Execution}. Retries
 * and the messages of dead workers come before new ones.
 */
final class Picker {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final Broker broker;
    private final Settings settings;
    private final Execution execution;
    private final Failures failures;

    private long nextLookForDeadWorkers = System.nanoTime();

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
     * anything.
     *
     * @param wait how long to wait for a new message, when there is nothing else to do
     */
    boolean pick(Duration wait) {
        boolean worked = pickPending();
        Duration untilRetry = hasRetries() ? shorter(LONGEST_WAIT, settings.retryAfter) : wait;
        List<Delivery> fresh =
                broker.pop(settings.name, settings.prefetch, worked ? Duration.ZERO : untilRetry);
        if (!fresh.isEmpty()) {
            execution.run(fresh);
        }
        return worked || !fresh.isEmpty();
    }

    /** Looks for dead workers twice per lease, and for retries as long as there are any. */
    private boolean pickPending() {
        boolean lookForDeadWorkers = System.nanoTime() - nextLookForDeadWorkers >= 0;
        if (lookForDeadWorkers) {
            nextLookForDeadWorkers = System.nanoTime() + settings.lease.toNanos() / 2;
        }
        if (!lookForDeadWorkers && !hasRetries()) {
            return false;
        }
        List<Broker.Pending> pending = broker.pending();
        if (lookForDeadWorkers) {
            broker.removeIdleConsumers(settings.lease);
        }
        return claimDue(pending);
    }

    private boolean claimDue(List<Broker.Pending> pending) {
        Map<String, Long> retries = failures.takeRetries();
        boolean worked = false;
        for (var entry : pending) {
            boolean mine = Objects.equals(retries.get(entry.id()), entry.deliveries());
            if (entry.idle().compareTo(mine ? settings.retryAfter : settings.lease) >= 0) {
                var claimed = broker.claim(entry, settings.name);
                claimed.map(List::of).ifPresent(execution::run);
                worked |= claimed.isPresent();
            } else if (mine) {
                failures.retryLater(entry.id(), entry.deliveries());
            }
        }
        return worked;
    }

    private static Duration shorter(Duration left, Duration right) {
        return left.compareTo(right) < 0 ? left : right;
    }
}
