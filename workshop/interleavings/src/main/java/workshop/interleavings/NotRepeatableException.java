package workshop.interleavings;

/**
 * The same choices led to different steps, so a schedule cannot be replayed, and the explorer
 * cannot try every order.
 */
public final class NotRepeatableException extends RuntimeException {

    NotRepeatableException(String before, String now) {
        super(
                """
                The same choices led to different steps: first %s; now %s. Every order is tried \
                from a fresh start, so your code must do the same thing each time. Perhaps it \
                remembers something from an earlier run (in a static field, or in a field of a \
                shared object), starts a thread, or depends on the clock or a random number. \
                Look for that.\
                """
                        .formatted(before, now));
    }
}
