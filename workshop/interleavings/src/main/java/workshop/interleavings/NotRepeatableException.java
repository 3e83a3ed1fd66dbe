package workshop.interleavings;

/**
 * The same choices did not lead to the same steps, so a schedule cannot be replayed, and not every
 * order can be tried.
 */
public final class NotRepeatableException extends RuntimeException {

    NotRepeatableException(String before, String now) {
        super(
                """
                The same choices did not lead to the same: first %s; now %s. Every order is tried from a fresh start, so the code under test must \
                do the same each time. This code remembers something of an earlier run (in a static field, or in the field of an \
                object that is shared), or starts a thread of its own, or goes by the clock or a random number. Look for that.\
                """
                        .formatted(before, now));
    }
}
