package workshop.celery;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import workshop.queue.Fields;
import workshop.queue.Message;

/** What becomes of a message that was taken from Celery, on whichever broker. */
sealed interface Verdict {

    /** It can run now. */
    record Run(Fields fields) implements Verdict {}

    /** It is not due yet. */
    record Wait(Instant eta) implements Verdict {}

    /** It is a dead letter, for this reason. */
    record Refuse(String reason) implements Verdict {}

    /**
     * The verdict on what this reads. Bytes from anyone may end in any error. If it were thrown, it
     * would come back with the next delivery, and would never end.
     */
    static Verdict on(Supplier<Message> reading) {
        Fields fields;
        Optional<Instant> eta;
        Optional<Instant> expires;
        try {
            Message message = reading.get();
            fields = Fields.of(message);
            eta = CeleryHeaders.moment(message, CeleryHeaders.ETA);
            expires = CeleryHeaders.moment(message, CeleryHeaders.EXPIRES);
        } catch (Throwable e) {
            String reason = e instanceof IllegalArgumentException ? e.getMessage() : e.toString();
            return new Refuse("This is not a message of Celery's protocol 2. " + reason);
        }
        Instant now = Instant.now();
        if (expires.filter(now::isAfter).isPresent()) {
            return new Refuse("It expired at %s.".formatted(expires.get()));
        }
        return eta.filter(now::isBefore).<Verdict>map(Wait::new).orElseGet(() -> new Run(fields));
    }
}
