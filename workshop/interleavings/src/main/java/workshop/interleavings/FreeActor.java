package workshop.interleavings;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * An actor that nobody controls. It waits only for messages, as a worker does, and as long as
 * anyone is left who may send one.
 */
final class FreeActor extends Actor {

    private static final long BETWEEN_LOOKS = 20_000;

    /** Those who run at the same time. */
    static final class Company {
        private final AtomicInteger busy = new AtomicInteger();
    }

    private final Company company;

    FreeActor(String name, Company company, Body body) {
        super(name, body);
        this.company = company;
        company.busy.incrementAndGet();
    }

    @Override
    void await(Point point) {
        if (point.kind() != Kind.POP) {
            return;
        }
        company.busy.decrementAndGet();
        while (!point.ready().getAsBoolean() && company.busy.get() > 0) {
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
        company.busy.incrementAndGet();
    }

    @Override
    void ended() {
        company.busy.decrementAndGet();
    }

    @Override
    boolean isScheduled() {
        return false;
    }
}
