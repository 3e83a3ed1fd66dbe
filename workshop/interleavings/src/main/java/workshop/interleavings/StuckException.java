package workshop.interleavings;

import java.time.Duration;

/**
 * An actor neither reached a scheduling point, nor ended, nor waits for a lock that another actor
 * holds.
 */
public final class StuckException extends RuntimeException {

    StuckException(String actor, Duration waited, StackTraceElement[] where) {
        super(
                """
                %s has not come to its next scheduling point, or its end, for %.1f s. It computes, sleeps, or waits for something \
                that is neither a row lock, nor a message, nor a Java lock of another actor. The trace below shows where it is.\
                """
                        .formatted(actor, waited.toMillis() / 1000.0));
        setStackTrace(where);
    }
}
