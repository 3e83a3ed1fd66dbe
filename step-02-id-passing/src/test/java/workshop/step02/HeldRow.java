package workshop.step02;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A row that another process is writing, until it is closed; then the row is as it was. */
record HeldRow(Connection other) implements AutoCloseable {

    static HeldRow of(DataSource database, String table, String column, long id) {
        try {
            var other = database.getConnection();
            other.setAutoCommit(false);
            try (var statement = other.createStatement()) {
                statement.execute(
                        "update %s set %s = 'by another process' where id = %d"
                                .formatted(table, column, id));
            }
            return new HeldRow(other);
        } catch (SQLException e) {
            throw new IllegalStateException("The other process could not write the row.", e);
        }
    }

    /** Lets go; at the second time, this does nothing. */
    @Override
    public void close() {
        try {
            if (!other.isClosed()) {
                other.rollback();
                other.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The other process could not let go.", e);
        }
    }
}
