package workshop.interleavings;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** A connection that an actor uses, and what its transaction has not committed yet. */
final class Session {

    private final Connection connection;
    private final RowLocks locks;
    private final Set<String> uncommitted = new ConcurrentSkipListSet<>();

    Session(Connection connection) throws SQLException {
        this.connection = connection;
        this.locks = RowLocks.of(connection);
    }

    RowLocks locks() {
        return locks;
    }

    /** The tables whose rows it has changed or locked. */
    Set<String> uncommitted() {
        return uncommitted;
    }

    /** A statement has changed or locked rows of that table. */
    void changed(Actor actor, String table) throws SQLException {
        if (connection.getAutoCommit()) {
            actor.publish(Set.of(table));
            actor.released();
        } else {
            uncommitted.add(table);
        }
    }

    /** The transaction has ended, and released its locks. */
    void ended(Actor actor, boolean committed) {
        if (committed) {
            actor.publish(new TreeSet<>(uncommitted));
        }
        uncommitted.clear();
        actor.released();
    }

    /** Does what the database does when its client disappears. */
    void rollBack() {
        try {
            if (!connection.isClosed() && !connection.getAutoCommit()) {
                connection.rollback();
            }
            uncommitted.clear();
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "A transaction could not be rolled back: " + e.getMessage(), e);
        }
    }

    /** Closes it for an actor that has ended and left it open. */
    void abandon() {
        try {
            rollBack();
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "A connection could not be closed: " + e.getMessage(), e);
        }
    }
}
