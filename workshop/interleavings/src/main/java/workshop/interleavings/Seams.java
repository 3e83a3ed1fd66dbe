package workshop.interleavings;

import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/**
 * Where the code under test touches the world. A thread that is no actor's passes straight through,
 * so a seam may stay in place always. {@link SeamsInitializer} puts one around each {@link
 * DataSource} of a Spring Boot application; for anything else, a queue for example, write a wrapper
 * that calls {@link #point(Kind, String, BooleanSupplier)} before each operation.
 */
public final class Seams {

    private Seams() {}

    /** Each statement, commit and rollback of an actor waits for its turn. */
    public static DataSource wrap(DataSource dataSource) {
        return dataSource instanceof SeamDataSource ? dataSource : new SeamDataSource(dataSource);
    }

    /** A point of a scenario's own, such as "send the mail": the actor waits here for its turn. */
    public static void point(String label) {
        point(label, () -> true);
    }

    /**
     * The same, for an operation that is possible only then. The condition is asked while all
     * actors stand still.
     */
    public static void point(String label, BooleanSupplier ready) {
        point(Kind.NAMED, label, ready);
    }

    /**
     * The same, for an operation of that kind.
     *
     * @param label what a person reads, such as {@code enqueue}
     */
    public static void point(Kind kind, String label, BooleanSupplier ready) {
        var actor = Actor.current();
        if (actor != null) {
            actor.await(new Point(kind, label, ready));
        }
    }

    /** Whether this thread is an actor's: only then does a point wait. */
    public static boolean isActor() {
        return Actor.current() != null;
    }

    /**
     * Whether this thread is an actor's, and the explorer decides when it goes on. Then pauses take
     * no time; in a free run the clock decides, as in production.
     */
    public static boolean isScheduled() {
        return isActor() && Actor.current().isScheduled();
    }
}
