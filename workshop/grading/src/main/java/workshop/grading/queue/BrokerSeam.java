package workshop.grading.queue;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import workshop.interleavings.Kind;
import workshop.interleavings.Seams;
import workshop.queue.Broker;
import workshop.queue.DeadLetter;
import workshop.queue.Delivery;
import workshop.queue.Fields;

/**
 * A broker that lets the race explorer stop an actor before each operation.
 *
 * <p>An actor that pops waits for a message as long as another actor may still send one. A pause
 * before a retry takes no time: an actor's own pending message is always old enough to be tried
 * again. The clock measures other workers' leases as usual, so a scenario in which a lease has run
 * out gives its worker a lease of zero.
 */
public final class BrokerSeam implements Broker {

    private static final Duration LONG_AGO = Duration.ofDays(1);

    private final Broker real;

    /** The name under which this thread's worker pops; null before its first pop. */
    private final ThreadLocal<String> consumer = new ThreadLocal<>();

    private BrokerSeam(Broker real) {
        this.real = real;
    }

    /** The same broker, for actors of the explorer; for every other thread nothing changes. */
    public static Broker around(Broker broker) {
        return broker instanceof BrokerSeam ? broker : new BrokerSeam(broker);
    }

    @Override
    public String add(Fields fields) {
        await(Kind.ENQUEUE);
        return real.add(fields);
    }

    @Override
    public Optional<Delivery> pop(String consumer, Duration wait) {
        if (!Seams.isActor()) {
            return real.pop(consumer, wait);
        }
        this.consumer.set(consumer);
        if (!hasWaiting() && real.pending().stream().anyMatch(this::isOwn)) {
            return Optional.empty(); // it has a message of its own to retry, so it does not wait
        }
        Seams.point(Kind.POP, "pop", this::hasWaiting);
        return real.pop(consumer, Duration.ZERO);
    }

    private boolean hasWaiting() {
        return real.length() > real.pending().size();
    }

    @Override
    public List<Pending> pending() {
        await(Kind.LIST_PENDING);
        return real.pending().stream()
                .map(pending -> isOwn(pending) ? longAgo(pending) : pending)
                .toList();
    }

    private static Pending longAgo(Pending pending) {
        return new Pending(pending.id(), pending.consumer(), LONG_AGO, pending.deliveries());
    }

    private boolean isOwn(Pending pending) {
        return Seams.isScheduled() && pending.consumer().equals(consumer.get());
    }

    @Override
    public Optional<Delivery> claim(Pending pending, String consumer) {
        await(Kind.CLAIM);
        return real.claim(pending, consumer);
    }

    @Override
    public void acknowledge(Delivery delivery) {
        await(Kind.ACKNOWLEDGE);
        real.acknowledge(delivery);
    }

    @Override
    public void moveToDeadLetters(Delivery delivery, String reason) {
        await(Kind.DEAD_LETTER);
        real.moveToDeadLetters(delivery, reason);
    }

    /** The explorer does not stop here: no actor can notice which consumers are registered. */
    @Override
    public void removeConsumer(String consumer) {
        real.removeConsumer(consumer);
    }

    @Override
    public void removeIdleConsumers(Duration silence) {
        real.removeIdleConsumers(silence);
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
        var label = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        Seams.point(kind, label, () -> true);
    }
}
