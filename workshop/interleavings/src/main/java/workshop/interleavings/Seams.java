package workshop.interleavings;

import java.util.function.BooleanSupplier;

/**
 * Where the code under test touches the world. A thread that is no actor's passes straight through,
 * so a seam can stay in place. In a Spring Boot application every data source gets one
 * automatically. For anything else, such as a queue, write a wrapper that calls {@link #point(Kind,
 * String, BooleanSupplier)} before each operation.
 */
public final class Seams {

    private Seams() {}

    /**
     * An operation that the scenario names itself, such as "send the mail". The actor waits here
     * for its turn.
     */
    public static void point(String label) {
        point(label, () -> true);
    }

    /**
     * The same, for an operation that is possible only when {@code ready} says so. It is asked
     * while all actors are stopped.
     */
    static void point(String label, BooleanSupplier ready) {
        point(Kind.NAMED, label, ready);
    }

    /**
     * The same, for an operation of any kind.
     *
     * @param label the operation in words, such as {@code enqueue}
     */
    public static void point(Kind kind, String label, BooleanSupplier ready) {
        var actor = Actor.current();
        if (actor == null) {
            OwnThreads.touch(label);
        } else {
            actor.await(new Actor.PendingOperation(kind, label, ready));
        }
    }

    /** Whether this thread is an actor's: only then does a seam wait. */
    public static boolean isActor() {
        return Actor.current() != null;
    }

    /**
     * Whether this thread is an actor's, and the scheduler decides when it goes on. If so, pauses
     * take no time. In a free run the clock decides, as in production.
     */
    public static boolean isScheduled() {
        return isActor() && Actor.current().isScheduled();
    }
}
