package workshop.queue;

import java.util.Objects;

/**
 * Thrown by a handler when a task can never succeed: the message becomes a dead letter without
 * another try.
 */
public final class Discard extends RuntimeException {

    /**
     * A refusal with that reason, which the dead letter shows.
     *
     * @throws NullPointerException when there is no reason
     */
    public Discard(String reason) {
        super(Objects.requireNonNull(reason, "reason"));
    }
}
