package workshop.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Envelope;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Which worker of this process holds which message, for RabbitMQ does not tell. What came on a
 * channel that is closed is RabbitMQ's again, and does not count.
 */
final class UnackedDeliveries {

    private final Reading reading;
    private final Map<String, UnackedDelivery> byId = new ConcurrentHashMap<>();

    UnackedDeliveries(Reading reading) {
        this.reading = reading;
    }

    /** Remembers that this worker holds this message. */
    synchronized UnackedDelivery take(
            Channel channel,
            Envelope envelope,
            BasicProperties properties,
            byte[] body,
            String consumer,
            String subscription) {
        String id = properties.getMessageId();
        boolean usable = id != null && !id.isBlank() && !isHeld(id);
        var taken =
                UnackedDelivery.of(
                        channel,
                        envelope,
                        properties,
                        body,
                        usable ? id : "without-id-" + UUID.randomUUID(),
                        consumer,
                        subscription,
                        reading);
        byId.put(taken.id(), taken);
        return taken;
    }

    private boolean isHeld(String id) {
        return find(id).filter(UnackedDelivery::isOpen).isPresent();
    }

    /** The one with that id, even if its channel is closed. */
    Optional<UnackedDelivery> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Whether this message is still this worker's. */
    boolean holds(UnackedDelivery it) {
        return byId.get(it.id()) == it && it.isOpen();
    }

    Stream<UnackedDelivery> all() {
        return byId.values().stream().filter(UnackedDelivery::isOpen);
    }

    /** How many messages of that subscription are not acknowledged. */
    long countOf(String subscription) {
        return all().filter(it -> it.subscription().equals(subscription)).count();
    }

    /** Whether a worker holds what came on that channel. */
    boolean holdsAnyOf(Channel channel) {
        return all().anyMatch(it -> it.channel() == channel);
    }

    /** Whoever removes it decides what becomes of it. False when another was quicker. */
    boolean remove(UnackedDelivery it) {
        return byId.remove(it.id(), it);
    }

    /** The same, when it is this delivery of the message, and none before or after. */
    Optional<UnackedDelivery> remove(String id, long count) {
        return find(id).filter(it -> it.count() == count).filter(this::remove);
    }

    /** It was removed, and is held all the same. */
    void putBack(UnackedDelivery it) {
        byId.putIfAbsent(it.id(), it);
    }

    void removeClosed() {
        byId.values().removeIf(it -> !it.isOpen());
    }

    void clear() {
        byId.clear();
    }
}
