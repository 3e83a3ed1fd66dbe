package workshop.queue;

import java.util.HashMap;
import java.util.Map;

/** Decides what a failure means: another try here, or a dead letter. */
final class Failures {

    private final Broker broker;
    private final Settings settings;

    /**
     * The messages that failed here and wait for their next try: the id, and the number of the
     * delivery that failed. They stay pending, so if this worker dies, another takes them over.
     */
    private Map<String, Long> retries = new HashMap<>();

    Failures(Broker broker, Settings settings) {
        this.broker = broker;
        this.settings = settings;
    }

    /** Called when a handler, or the decoding before it, ended with this exception or error. */
    void handle(Delivery delivery, Throwable failure) {
        if (failure instanceof Discard discard) {
            broker.moveToDeadLetters(delivery, discard.getMessage());
        } else if (delivery.count() >= settings.maxDeliveries) {
            broker.moveToDeadLetters(
                    delivery,
                    "Failed %s times, the last time with %s"
                            .formatted(delivery.count(), describe(failure)));
        } else {
            retryLater(delivery.id(), delivery.count());
        }
    }

    void retryLater(String id, long deliveries) {
        retries.put(id, deliveries);
    }

    boolean hasRetries() {
        return !retries.isEmpty();
    }

    /**
     * Returns the retries and forgets them: the caller puts back those that are not due yet. One
     * that the caller does not find pending was finished or taken over while this worker was busy.
     */
    Map<String, Long> takeRetries() {
        Map<String, Long> taken = retries;
        retries = new HashMap<>();
        return taken;
    }

    static String describe(Throwable e) {
        return e.getMessage() == null
                ? e.getClass().getSimpleName()
                : e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
