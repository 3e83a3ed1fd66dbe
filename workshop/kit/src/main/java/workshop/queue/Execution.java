package workshop.queue;

import java.util.List;

/** The second phase: runs the handlers of deliveries, in order, and remembers what is done. */
final class Execution {

    private final Inbox inbox;
    private final Settings settings;
    private final Decoder decoder;
    private final Failures failures;

    Execution(Inbox inbox, Settings settings, Decoder decoder, Failures failures) {
        this.inbox = inbox;
        this.settings = settings;
        this.decoder = decoder;
        this.failures = failures;
    }

    /**
     * Runs them until the lease has run out: from then on, other workers may take over the rest, so
     * it is left to them. What is done is acknowledged with the next read.
     */
    void run(List<Delivery> deliveries) {
        long taken = System.nanoTime();
        for (var delivery : deliveries) {
            if (succeeds(delivery)) {
                inbox.done(delivery);
            }
            if (System.nanoTime() - taken > settings.lease.toNanos()
                    || Thread.currentThread().isInterrupted()) {
                break;
            }
        }
    }

    private boolean succeeds(Delivery delivery) {
        try {
            var task = decoder.decode(delivery);
            task.handler().handle(task.payload(), task.message());
            return true;
        } catch (Throwable failure) { // a worker outlives its tasks
            if (failure instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            failures.handle(delivery, failure);
            return false;
        }
    }
}
