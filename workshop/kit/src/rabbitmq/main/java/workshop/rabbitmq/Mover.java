package workshop.rabbitmq;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import workshop.queue.BrokerException;
import workshop.queue.Delivery;
import workshop.queue.UnreachableException;

/**
 * Moves what was delivered here to another queue, or to the dead letters: it is published there,
 * and then acknowledged here. A crash in between leaves both.
 */
final class Mover {

    private static final Logger LOG = LoggerFactory.getLogger(RabbitQueue.class);

    private static final String HEADERS_TOO_LARGE =
            "Its headers are too large to be sent on, and are left out here.";

    private final ReopeningConnection connection;
    private final DeclaredQueue queue;
    private final UnackedDeliveries unacked;

    Mover(ReopeningConnection connection, DeclaredQueue queue, UnackedDeliveries unacked) {
        this.connection = connection;
        this.queue = queue;
        this.unacked = unacked;
    }

    /**
     * To another queue, as they came. What AMQP cannot carry a second time goes to the other's dead
     * letters, without its headers.
     */
    void passOn(List<Delivery> deliveries, DeclaredQueue other) {
        var all = deliveries.stream().flatMap(it -> unacked.find(it.id()).stream()).toList();
        var fitting = new ArrayList<Outgoing>();
        var tooLarge = new ArrayList<Outgoing>();
        for (var mine : all) {
            var message = Republished.asItCame(mine);
            if (Republished.fits(message)) {
                fitting.add(message);
            } else {
                tooLarge.add(Republished.deadLetterWithoutHeaders(mine, HEADERS_TOO_LARGE));
            }
        }
        other.publish(fitting);
        other.publishDeadLetters(tooLarge);
        for (var mine : all) {
            if (unacked.remove(mine)) {
                connection.ask(mine::acknowledge);
            }
        }
    }

    /** To the dead letters, unless another worker has finished it or holds it. */
    void moveToDeadLetters(Delivery delivery, String reason) {
        var mine = unacked.remove(delivery.id(), delivery.count());
        if (mine.isPresent()) {
            moveToDeadLetters(mine.get(), reason);
        } else {
            LOG.warn(
                    "Message {} is no dead letter: another worker has finished it or holds it, or"
                            + " it is back in the queue. The reason was: {}",
                    delivery.id(),
                    reason);
        }
    }

    private void moveToDeadLetters(UnackedDelivery mine, String reason) {
        try {
            deadLetter(mine, reason);
        } catch (UnreachableException e) {
            unacked.putBack(mine);
            throw e;
        } catch (BrokerException e) {
            unacked.putBack(mine);
            throw new BrokerException(
                    "Message %s stays in the queue, because it can't become a dead letter. %s"
                            .formatted(mine.id(), e.getMessage()),
                    e);
        }
    }

    private void deadLetter(UnackedDelivery mine, String reason) {
        try {
            queue.publishDeadLetters(List.of(Republished.deadLetter(mine, reason)));
        } catch (IllegalArgumentException tooLarge) {
            LOG.warn("Message {} has no room for the reason: {}", mine.id(), reason);
            connection.ask(mine::reject);
            return;
        }
        connection.ask(mine::acknowledge);
    }
}
