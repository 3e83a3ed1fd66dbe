package workshop.queue;

import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;

/** Decides what a failure means: another try here, or a dead letter. */
final class Failures {

    private final DeadLettering deadLettering;
    private final Settings settings;

    /**
     * The messages that failed here and wait for their next try, by id. They stay pending, so if
     * this worker dies, another takes them over.
     */
    private Map<String, Retry> retries = new HashMap<>();

    Failures(DeadLettering deadLettering, Settings settings) {
        this.deadLettering = deadLettering;
        this.settings = settings;
    }

    /**
     * A message that waits for its next try.
     *
     * @param deliveries the number of the delivery that failed
     * @param fields for the case that someone deletes the entry; many retries may fill the memory
     */
    record Retry(long deliveries, SoftReference<Fields> fields) {}

    /** Called when a handler, or the decoding before it, ended with this exception or error. */
    void handle(Delivery delivery, Throwable failure) {
        if (failure instanceof Discard discard) {
            deadLettering.move(delivery, discard.getMessage());
        } else if (delivery.count() >= settings.maxDeliveries) {
            deadLettering.move(delivery, reason(delivery.count(), describe(failure)));
        } else {
            var fields = new SoftReference<>(delivery.fields());
            retries.put(delivery.id(), new Retry(delivery.count(), fields));
        }
    }

    private static String reason(long tries, String last) {
        return tries == 1
                ? "Failed once, with " + last
                : "Failed %s times, the last time with %s".formatted(tries, last);
    }

    /** Someone deleted the entry between two tries: its dead letter has what is known of it. */
    void deadLetterOfDeleted(Delivery delivery, Retry retry) {
        Fields known = retry == null ? null : retry.fields().get();
        var asItWas =
                new Delivery(
                        delivery.id(), known == null ? delivery.fields() : known, delivery.count());
        deadLettering.move(asItWas, Fields.DELETED);
    }

    /** Whether this delivery waits here to become a dead letter. */
    boolean isToBeDeadLetter(Broker.Pending pending) {
        return deadLettering.isOpen(pending);
    }

    /** Tries once more to move what was refused. */
    void tryDeadLettersAgain() {
        deadLettering.again();
    }

    void retryLater(String id, Retry retry) {
        retries.put(id, retry);
    }

    boolean hasRetries() {
        return !retries.isEmpty();
    }

    /**
     * Returns the retries and forgets them: the caller puts back those that are not due yet. One
     * that the caller does not find pending was finished or taken over while this worker was busy.
     */
    Map<String, Retry> takeRetries() {
        Map<String, Retry> taken = retries;
        retries = new HashMap<>();
        return taken;
    }

    /** Says what an exception is, even when its own {@code getMessage()} fails. */
    static String describe(Throwable e) {
        String type = e.getClass().getSimpleName();
        type = type.isEmpty() ? e.getClass().getName() : type; // an anonymous class
        try {
            return e.getMessage() == null ? type : type + ": " + e.getMessage();
        } catch (Throwable broken) {
            return "%s, and its getMessage() failed with %s"
                    .formatted(type, broken.getClass().getSimpleName());
        }
    }
}
