package workshop.step04;

import java.util.concurrent.atomic.AtomicLong;

/** What every job of ours has: a number, by which the log tells one from another. */
abstract class Job {

    private static final AtomicLong LAST = new AtomicLong();

    protected final long id = LAST.incrementAndGet();

    @Override
    public String toString() {
        return "%s %d".formatted(getClass().getSimpleName(), id);
    }
}
