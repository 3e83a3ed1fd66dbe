package workshop.queue;

import java.util.Objects;

/**
 * "This can never succeed": the message goes to the dead letters at once, with the reason. Handlers
 * may throw it.
 */
public final class Discard extends RuntimeException {

    public Discard(String reason) {
        super(Objects.requireNonNull(reason, "reason"));
    }
}
