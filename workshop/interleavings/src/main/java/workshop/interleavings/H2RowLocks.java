package workshop.interleavings;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.ErrorCode;

/**
 * H2's patience is LOCK_TIMEOUT, in milliseconds; zero would mean the default.
 *
 * <p>One limit, found with H2 2.4.240: who waits for a transaction in which a statement has failed
 * before, and which went on all the same, spins without looking at the time ({@code
 * Transaction.waitForThisToEnd} returns at once). That ends in a {@link StuckException}.
 */
final class H2RowLocks implements RowLocks {

    private final Connection connection;
    private int patience;

    H2RowLocks(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void refuseToWait() throws SQLException {
        if (patience
                == 0) { // not asked any earlier: the question begins a transaction, and with it
            // what that can see
            patience = ask();
        }
        set(1);
    }

    @Override
    public void waitAgain() throws SQLException {
        set(patience);
    }

    @Override
    public boolean refused(Throwable failure) {
        return failure instanceof SQLException e && e.getErrorCode() == ErrorCode.LOCK_TIMEOUT_1;
    }

    private int ask() throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery("SELECT LOCK_TIMEOUT()")) {
            answer.next();
            return answer.getInt(1);
        }
    }

    private void set(int millis) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET LOCK_TIMEOUT " + millis);
        }
    }
}
