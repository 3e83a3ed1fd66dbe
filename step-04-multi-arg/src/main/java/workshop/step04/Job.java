package workshop.step04;

import java.util.concurrent.atomic.AtomicLong;

/** What all our jobs have: a number that tells them apart in the log. */
abstract class Job {

    private static final AtomicLong LAST = new AtomicLong();

    protected final long id = LAST.incrementAndGet();

    @Override
    public String toString() {
        return "%s %d".formatted(getClass().getSimpleName(), id);
    }
}
