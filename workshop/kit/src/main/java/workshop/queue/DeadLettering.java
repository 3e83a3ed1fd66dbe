package workshop.queue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Makes dead letters, and remembers those that the broker could not take yet. */
final class DeadLettering {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final Broker broker;

    /** What must become a dead letter here, and could not yet, by id. It stays pending. */
    private final Map<String, Refused> open = new HashMap<>();

    DeadLettering(Broker broker) {
        this.broker = broker;
    }

    private record Refused(Delivery delivery, String reason) {}

    /**
     * A dead letter that is refused must not keep the other messages waiting: it is logged once.
     */
    void move(Delivery delivery, String reason) {
        var refused = new Refused(delivery, reason);
        try {
            broker.moveToDeadLetters(delivery, reason);
            open.remove(delivery.id());
        } catch (JedisConnectionException | UnreachableException e) {
            open.put(delivery.id(), refused);
            throw e;
        } catch (RuntimeException e) {
            if (open.put(delivery.id(), refused) == null) {
                LOG.warn("{} The reason was: {}", Failures.describe(e), reason);
            }
        }
    }

    /** Tries once more to move what was refused. */
    void again() {
        List.copyOf(open.values()).forEach(it -> move(it.delivery(), it.reason()));
    }

    /** Whether this delivery waits here to become a dead letter. */
    boolean isOpen(Broker.Pending pending) {
        var refused = open.get(pending.id());
        return refused != null && refused.delivery().count() == pending.deliveries();
    }

    /** Throws what the broker says to the first that it still refuses. */
    void requireNone() {
        again();
        open.values().stream()
                .findFirst()
                .ifPresent(it -> broker.moveToDeadLetters(it.delivery(), it.reason()));
    }
}
