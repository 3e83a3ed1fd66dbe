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
        if (!hasWaiting() && real.held().stream().anyMatch(this::isOwn)) {
            return Optional
                    .empty(); // it does not wait for others: it has something of its own to try
            // again
        }
        actor.await(new Point(Kind.POP, "pop", this::hasWaiting));
        return real.pop(consumer, Duration.ZERO);
    }

    private boolean hasWaiting() {
        return real.length() > real.held().size();
    }

    @Override
    public List<Held> held() {
        await(Kind.LOOK);
        return real.held().stream()
                .map(
                        held ->
                                isOwn(held)
                                        ? new Held(
                                                held.id(), held.consumer(), LONG_AGO, held.count())
                                        : held)
                .toList();
    }

    @Override
    public Optional<Delivery> claim(Held held, String consumer) {
        await(Kind.CLAIM);
        return real.claim(held, consumer);
    }

    private boolean isOwn(Held held) {
        var actor = Actor.current();
        return actor != null && actor.isScheduled() && held.consumer().equals(consumers.get(actor));
    }

    @Override
    public void acknowledge(Delivery delivery) {
        await(Kind.ACKNOWLEDGE);
        real.acknowledge(delivery);
    }

    @Override
    public void bury(Delivery delivery, String reason) {
        await(Kind.BURY);
        real.bury(delivery, reason);
    }

    /** No point: what others may do does not depend on who is on a list. */
    @Override
    public void leave(String consumer) {
        real.leave(consumer);
    }

    @Override
    public void forget(Duration silence) {
        real.forget(silence);
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
