package workshop.grading.sql;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The lock of a row, which another transaction may hold for a moment. */
final class RowLock {

    private final DataSource database;
    private final String table;
    private final long id;
    private Connection owner;

    /** A lock that no one has taken yet. */
    RowLock(DataSource database, String table, long id) {
        this.database = database;
        this.table = table;
        this.id = id;
    }

    /**
     * Locks the row, in a transaction on a connection of its own.
     *
     * @throws IllegalStateException when the database does not let it
     */
    void take() {
        try {
            owner = database.getConnection();
            owner.setAutoCommit(false);
            try (var statement = owner.createStatement()) {
                statement.executeQuery(
                        "select id from %s where id = %s for update".formatted(table, id));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Ends that transaction, which has changed nothing.
     *
     * @throws IllegalStateException when the database does not let it
     */
    void release() {
        try (var connection = owner) {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
