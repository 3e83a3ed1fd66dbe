package workshop.queue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Makes dead letters, and remembers those that the broker could not take yet. */
final class Burials {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final Broker broker;

    /** What must become a dead letter here, and could not yet, by id. It stays pending. */
    private final Map<String, Burial> open = new HashMap<>();

    Burials(Broker broker) {
        this.broker = broker;
    }

    private record Burial(Delivery delivery, String reason) {}

    /** A refused burial must not keep the other messages waiting: it is logged once. */
    void bury(Delivery delivery, String reason) {
        var burial = new Burial(delivery, reason);
        try {
            broker.moveToDeadLetters(delivery, reason);
            open.remove(delivery.id());
        } catch (JedisConnectionException | UnreachableException e) {
            open.put(delivery.id(), burial);
            throw e;
        } catch (RuntimeException e) {
            if (open.put(delivery.id(), burial) == null) {
                LOG.warn("{} The reason was: {}", Failures.describe(e), reason);
            }
        }
    }

    /** Tries once more to bury what was refused. */
    void again() {
        List.copyOf(open.values()).forEach(it -> bury(it.delivery(), it.reason()));
    }

    /** Whether this delivery waits here for its burial. */
    boolean isOpen(Broker.Pending pending) {
        var burial = open.get(pending.id());
        return burial != null && burial.delivery().count() == pending.deliveries();
    }

    /** Throws what the broker says to the first burial that it still refuses. */
    void requireNone() {
        again();
        open.values().stream()
                .findFirst()
                .ifPresent(it -> broker.moveToDeadLetters(it.delivery(), it.reason()));
    }
}
