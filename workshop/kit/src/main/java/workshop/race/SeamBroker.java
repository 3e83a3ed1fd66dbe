package workshop.race;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import workshop.queue.Broker;
import workshop.queue.DeadLetter;
import workshop.queue.Delivery;
import workshop.queue.Fields;

/**
 * A broker whose operations are points.
 *
 * <p>An actor that pops waits for a message as long as anyone is left who may send one. A pause
 * before a retry takes no time: what an actor holds itself is always old enough to be tried again.
 * The lease of others is measured by the clock as ever; a scenario in which it has run out gives
 * its worker a lease of zero.
 */
final class SeamBroker implements Broker {

    private static final Duration LONG_AGO = Duration.ofDays(1);

    private final Broker real;
    private final Map<Actor, String> consumers = new ConcurrentHashMap<>();

    SeamBroker(Broker real) {
        this.real = real;
    }

    @Override
    public String add(Fields fields) {
        await(Kind.ENQUEUE);
        return real.add(fields);
    }

    @Override
    public Optional<Delivery> pop(String consumer, Duration wait) {
        var actor = Actor.current();
        if (actor == null) {
            return real.pop(consumer, wait);
        }
        consumers.put(actor, consumer);
        if (!hasWaiting() && real.pending().stream().anyMatch(this::isOwn)) {
            // It does not wait for others: it has a message of its own to try again.
            return Optional.empty();
        }
        actor.await(new Point(Kind.POP, "pop", this::hasWaiting));
        return real.pop(consumer, Duration.ZERO);
    }

    private boolean hasWaiting() {
        return real.length() > real.pending().size();
    }

    @Override
    public List<Pending> pending() {
        await(Kind.LOOK);
        return real.pending().stream().map(this::agedIfOwn).toList();
    }

    private Pending agedIfOwn(Pending pending) {
        return isOwn(pending)
                ? new Pending(pending.id(), pending.consumer(), LONG_AGO, pending.deliveries())
                : pending;
    }

    @Override
    public Optional<Delivery> claim(Pending seen, String consumer) {
        await(Kind.CLAIM);
        return real.claim(seen, consumer);
    }

    private boolean isOwn(Pending pending) {
        var actor = Actor.current();
        return actor != null
                && actor.isScheduled()
                && pending.consumer().equals(consumers.get(actor));
    }

    @Override
    public void acknowledge(Delivery delivery) {
        await(Kind.ACKNOWLEDGE);
        real.acknowledge(delivery);
    }

    @Override
    public void moveToDeadLetters(Delivery delivery, String reason) {
        await(Kind.BURY);
        real.moveToDeadLetters(delivery, reason);
    }

    /** No point: what others may do does not depend on who is on a list. */
    @Override
    public void removeConsumer(String consumer) {
        real.removeConsumer(consumer);
    }

    @Override
    public void removeIdleConsumers(Duration idle) {
        real.removeIdleConsumers(idle);
    }

    @Override
    public long length() {
        return real.length();
    }

    @Override
    public List<DeadLetter> deadLetters() {
        return real.deadLetters();
    }

    private static void await(Kind kind) {
        var actor = Actor.current();
        if (actor != null) {
            actor.await(new Point(kind, kind.name().toLowerCase(Locale.ROOT)));
        }
    }
}
