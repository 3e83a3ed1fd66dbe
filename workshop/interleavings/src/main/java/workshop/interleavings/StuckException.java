package workshop.interleavings;

import java.time.Duration;

/**
 * An actor took too long, and the explorer does not know what it waits for. The stack trace is that
 * of the actor's thread.
 */
public final class StuckException extends RuntimeException {

    private StuckException(String message, Thread actor) {
        super(message);
        setStackTrace(actor.getStackTrace());
    }

    static StuckException betweenSteps(Actor actor, Duration patience) {
        return new StuckException(
                """
                %s reached neither its next operation nor its end within %s s. It computes, \
                sleeps, or waits for something other than a row lock, a message or a Java lock \
                of another actor. The stack trace below shows where it is.\
                """
                        .formatted(actor.name(), seconds(patience)),
                actor.thread());
    }

    static StuckException inFreeRun(Actor actor, Duration patience) {
        return new StuckException(
                """
                %s did not end within %s s in a free run. The stack trace below shows where it \
                is.\
                """
                        .formatted(actor.name(), seconds(patience)),
                actor.thread());
    }

    private static String seconds(Duration patience) {
        return String.valueOf(patience.toMillis() / 1000.0);
    }
}
