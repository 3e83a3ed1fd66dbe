package workshop.rabbitmq;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The workers of this process that take from a queue, from their first question to their end. */
final class Intakes {

    private static final Logger LOG = LoggerFactory.getLogger(RabbitQueue.class);

    /** A worker that ends waits so long until what it holds is given back. */
    private static final int MILLISECONDS_TO_GIVE_BACK = 500;

    private static final ExecutorService HELPERS =
            Executors.newCachedThreadPool(RabbitServer::daemon);

    private final ReopeningConnection connection;
    private final DeclaredQueue queue;
    private final UnackedDeliveries unacked;
    private final Map<String, Intake> byWorker = new ConcurrentHashMap<>();

    Intakes(ReopeningConnection connection, DeclaredQueue queue, UnackedDeliveries unacked) {
        this.connection = connection;
        this.queue = queue;
        this.unacked = unacked;
    }

    /** Whoever begins by waiting is sent what comes; the others ask, until they are removed. */
    Intake of(String worker, boolean waits) {
        return byWorker.computeIfAbsent(
                worker,
                it ->
                        waits
                                ? new Subscriber(connection, queue, unacked, it)
                                : new Poller(connection, queue, unacked, it));
    }

    /** Gives back what the worker holds. A server that does not answer makes no one wait. */
    void remove(String worker) {
        var giving = HELPERS.submit(() -> connection.ask(() -> giveBack(worker)));
        boolean interrupted = Thread.interrupted();
        try {
            giving.get(MILLISECONDS_TO_GIVE_BACK, MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("What {} holds goes back when the connection ends.", worker, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Object giveBack(String worker) throws IOException {
        var intake = byWorker.remove(worker);
        var channel = intake == null ? null : intake.end();
        for (var it : unacked.all().filter(one -> one.consumer().equals(worker)).toList()) {
            if (unacked.remove(it)) {
                it.giveBack();
            }
        }
        if (channel != null && !unacked.holdsAnyOf(channel)) {
            ReopeningConnection.drop(channel);
        }
        return null;
    }

    void clear() {
        byWorker.clear();
    }
}
