package workshop.interleavings;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * How to learn from a database, at once and for certain, that a statement would have to wait for
 * another transaction. All other actors stand still meanwhile, so a lock that is held stays held:
 * the shortest patience gives the same answer as the longest. A transaction in which this happened
 * is thrown away with its whole schedule, so it need not survive it.
 */
interface RowLocks {

    /** From now on, a statement that finds a lock fails. */
    void refuseToWait() throws SQLException;

    /** As it was before. */
    void waitAgain() throws SQLException;

    /** Whether this is the failure of a statement that found a lock. */
    boolean refused(Throwable failure);

    /**
     * The way of this connection's database. With one that is not known here, a statement waits in
     * the database itself.
     */
    static RowLocks of(Connection connection) throws SQLException {
        return switch (connection.getMetaData().getDatabaseProductName()) {
            case "H2" -> new H2RowLocks(connection);
            case "PostgreSQL" -> new PostgresRowLocks(connection);
            default -> new UnknownRowLocks();
        };
    }
}
