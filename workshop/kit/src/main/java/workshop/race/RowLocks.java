package workshop.race;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * How to learn from a database, at once and for certain, that a statement would have to wait for another transaction.
 * All other actors stand still meanwhile, so a lock that is held stays held: the shortest patience gives the same answer as the
 * longest. For PostgreSQL it would take a savepoint, {@code lock_timeout} and SQLState 55P03.
 */
interface RowLocks {

    /**
     * Makes the statement.
     *
     * @throws RowLocked when it would have to wait; then it had no effect, and the transaction is as it was
     */
    Object attempt(Connection connection, Attempt<Object, SQLException> statement) throws SQLException;

    /** The way of this connection's database; for one that is not known here, statements wait in the database itself. */
    static RowLocks of(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("H2") ? new H2RowLocks() : (any, statement) -> statement.run();
    }
}
