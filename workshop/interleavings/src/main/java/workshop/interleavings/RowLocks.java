package workshop.interleavings;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.ErrorCode;

/**
 * How to learn from a database, at once and for certain, that a statement would have to wait for
 * another transaction. All other actors are stopped meanwhile, so no lock is released: the shortest
 * timeout gives the same answer as the longest. A transaction in which this happened is thrown away
 * with its whole schedule, so it need not survive it.
 */
interface RowLocks {

    /** From now on, a statement that finds a lock fails. */
    void refuseToWait() throws SQLException;

    /** Restores the timeout that was set before. */
    void waitAgain() throws SQLException;

    /** Whether a statement failed because it found a lock. */
    boolean isRefusal(Throwable failure);

    /** What this connection's database needs. */
    static RowLocks of(Connection connection) throws SQLException {
        return switch (connection.getMetaData().getDatabaseProductName()) {
            case "H2" -> new H2(connection);
            case "PostgreSQL" -> new Postgres(connection);
            default -> new Unknown();
        };
    }

    /**
     * H2's timeout is LOCK_TIMEOUT, in milliseconds; zero would mean the default.
     *
     * <p>One limit, found with H2 2.4.240: suppose a statement fails in a transaction, and the
     * transaction goes on all the same. Then a transaction that waits for it spins without looking
     * at the time ({@code Transaction.waitForThisToEnd} returns at once). That ends in a {@link
     * StuckException}.
     */
    final class H2 implements RowLocks {

        private final Connection connection;
        private int timeout;

        H2(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void refuseToWait() throws SQLException {
            // Asked as late as this, because the question begins a transaction, and with it what
            // the transaction can see.
            if (timeout == 0) {
                timeout = ask();
            }
            set(1);
        }

        @Override
        public void waitAgain() throws SQLException {
            set(timeout);
        }

        @Override
        public boolean isRefusal(Throwable failure) {
            return failure instanceof SQLException e
                    && e.getErrorCode() == ErrorCode.LOCK_TIMEOUT_1;
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

    /**
     * PostgreSQL's timeout is {@code lock_timeout}, in milliseconds; zero, the default, means no
     * limit. It counts only while a statement waits for a lock, never while it works.
     *
     * <p>A statement that fails takes its transaction with it. Until the rollback the server
     * answers nothing else, so the timeout can neither be set nor reset. It need not be: a rollback
     * also undoes a setting made in its transaction.
     *
     * @see <a
     *     href="https://www.postgresql.org/docs/current/runtime-config-client.html">timeouts</a>
     * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">error codes</a>
     */
    final class Postgres implements RowLocks {

        private static final String LOCK_NOT_AVAILABLE = "55P03";
        private static final String IN_FAILED_TRANSACTION = "25P02";

        private final Connection connection;

        Postgres(Connection connection) {
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

        /** {@code NOWAIT} fails with the same code, but such a statement is never asked about. */
        @Override
        public boolean isRefusal(Throwable failure) {
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

    /** Another database. A statement waits inside it, which ends in a {@link StuckException}. */
    final class Unknown implements RowLocks {

        @Override
        public void refuseToWait() {
            // It waits.
        }

        @Override
        public void waitAgain() {
            // It never stopped waiting.
        }

        @Override
        public boolean isRefusal(Throwable failure) {
            return false;
        }
    }
}
