package workshop.race;

import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import workshop.queue.Broker;

/**
 * Where the code under test touches the world. A thread that is no actor's passes straight through,
 * so a seam may stay in place always; {@link SeamsInitializer} puts one around each {@link
 * DataSource} of a Spring Boot application.
 */
public final class Seams {

    private Seams() {}

    /** Each statement, commit and rollback of an actor waits for its turn. */
    public static DataSource wrap(DataSource dataSource) {
        return dataSource instanceof SeamDataSource ? dataSource : new SeamDataSource(dataSource);
    }

    /** Enqueue, pop, claim, acknowledge and bury of an actor wait for their turn. */
    public static Broker wrap(Broker broker) {
        return broker instanceof SeamBroker ? broker : new SeamBroker(broker);
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
        var actor = Actor.current();
        if (actor != null) {
            actor.await(new Point(Kind.NAMED, label, ready));
        }
    }
}
