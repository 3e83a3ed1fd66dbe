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

/** Delivers pending messages once more: retries, what dead workers hold, and what never came. */
final class Takeover {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final String GONE =
            "Message {} is not tried again here: it is back in the queue, another worker has"
                    + " finished it, or someone deleted it.";

    private final Broker broker;
    private final Settings settings;
    private final Inbox inbox;
    private final Execution execution;
    private final Failures failures;

    /** The ids of those that could not be claimed, so that each is told once. */
    private final Set<String> troubled = new HashSet<>();

    Takeover(
            Broker broker, Settings settings, Inbox inbox, Execution execution, Failures failures) {
        this.broker = broker;
        this.settings = settings;
        this.inbox = inbox;
        this.execution = execution;
        this.failures = failures;
    }

    /** Claims and runs those that are due. True when there was any. */
    boolean claimDue(List<Broker.Pending> pending) {
        Map<String, Failures.Retry> retries = failures.takeRetries();
        boolean lookForLost = inbox.mayHaveLost();
        inbox.forgetLost();
        boolean worked = false;
        for (var entry : pending) {
            var retry = retries.remove(entry.id());
            boolean mine = retry != null && retry.deliveries() == entry.deliveries();
            boolean lost = lookForLost && !mine && entry.consumer().equals(settings.name);
            var due = lost ? Duration.ZERO : mine ? settings.retryAfter : settings.lease;
            if (failures.isToBeDeadLetter(entry)) {
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
        } catch (JedisConnectionException | UnreachableException e) {
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
            failures.deadLetterOfDeleted(delivery, retry);
        } else {
            execution.run(List.of(delivery));
            inbox.acknowledge();
        }
    }
}
