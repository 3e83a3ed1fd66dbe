package workshop.interleavings;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * PostgreSQL's patience is {@code lock_timeout}, in milliseconds; zero, the default, means for
 * ever. It runs only while a statement waits for a lock, never while it works.
 *
 * <p>A statement that fails takes its transaction with it. Until the rollback the server answers
 * nothing else, so the patience can neither be set nor be set back then; and it need not be, as a
 * setting made in a transaction ends with a rollback, too.
 *
 * @see <a
 *     href="https://www.postgresql.org/docs/current/runtime-config-client.html">lock_timeout</a>
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">error codes</a>
 */
final class PostgresRowLocks implements RowLocks {

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String IN_FAILED_TRANSACTION = "25P02";

    private final Connection connection;

    PostgresRowLocks(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void refuseToWait() throws SQLException {
        execute("SET lock_timeout = 1");
    }

    @Override
    public void waitAgain() throws SQLException {
        execute("RESET lock_timeout");
    }

    /**
     * {@code NOWAIT} fails with the same code, but such a statement is never asked about: it does
     * not wait.
     */
    @Override
    public boolean refused(Throwable failure) {
        return failure instanceof SQLException e && LOCK_NOT_AVAILABLE.equals(e.getSQLState());
    }

    private void execute(String setting) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(setting);
        } catch (SQLException e) {
            if (!IN_FAILED_TRANSACTION.equals(e.getSQLState())) {
                throw e;
            }
        }
    }
}
