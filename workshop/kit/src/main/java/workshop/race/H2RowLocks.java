package workshop.race;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.ErrorCode;

/** H2 undoes just the statement when its patience for locks, {@code LOCK_TIMEOUT} in milliseconds, is over. Zero would mean the default. */
final class H2RowLocks implements RowLocks {

    @Override
    public Object attempt(Connection connection, Attempt<Object, SQLException> statement) throws SQLException {
        int patience = patience(connection);
        setPatience(connection, 1);
        try {
            return statement.run();
        } catch (SQLException e) {
            if (e.getErrorCode() == ErrorCode.LOCK_TIMEOUT_1) {
                throw new RowLocked(e);
            }
            throw e;
        } finally {
            setPatience(connection, patience);
        }
    }

    private static int patience(Connection connection) throws SQLException {
        try (var statement = connection.createStatement(); var answer = statement.executeQuery("SELECT LOCK_TIMEOUT()")) {
            answer.next();
            return answer.getInt(1);
        }
    }

    private static void setPatience(Connection connection, int millis) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET LOCK_TIMEOUT " + millis);
        }
    }
}
