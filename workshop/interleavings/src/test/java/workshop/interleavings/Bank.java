package workshop.interleavings;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import workshop.interleavings.Interleavings.Act;

/**
 * Two accounts with 100 cents each, fresh for each schedule, in H2 or in the database that {@code
 * -Dworkshop.db} names.
 */
final class Bank {

    /** Work in a transaction. */
    interface Work {
        void on(Connection connection) throws SQLException;
    }

    static final HikariDataSource POOL = pool();

    final DataSource seam = SqlSeam.around(POOL);

    Bank() {
        try (var connection = POOL.getConnection()) {
            execute(connection, "drop table if exists account, seen");
            execute(connection, "create table account (id int primary key, cents int)");
            execute(connection, "insert into account values (1, 100), (2, 100)");
            execute(connection, "create table seen (id int primary key)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HikariDataSource pool() {
        var config = new HikariConfig();
        config.setJdbcUrl(System.getProperty("workshop.db", "jdbc:h2:mem:bank"));
        config.setUsername(System.getProperty("workshop.db.user", ""));
        config.setPassword(System.getProperty("workshop.db.password", ""));
        return new HikariDataSource(config);
    }

    /** Whether the database is PostgreSQL; otherwise it is H2. */
    static boolean isPostgres() {
        return POOL.getJdbcUrl().startsWith("jdbc:postgresql:");
    }

    /** Adds to an account, in one statement and one transaction. */
    static Act<Bank> adding(int account, int cents) {
        return bank -> bank.in(connection -> bank.add(connection, account, cents));
    }

    /** Reads the balance of account 1, and writes back what it should become. */
    static Act<Bank> readThenWrite(int cents) {
        return readThenWrite(Connection.TRANSACTION_READ_COMMITTED, cents);
    }

    static Act<Bank> readThenWrite(int isolation, int cents) {
        return bank ->
                bank.in(
                        isolation,
                        connection -> bank.write(connection, bank.read(connection, 1) + cents));
    }

    void in(Work work) throws SQLException {
        in(Connection.TRANSACTION_READ_COMMITTED, work);
    }

    void in(int isolation, Work work) throws SQLException {
        try (var connection = seam.getConnection()) {
            connection.setTransactionIsolation(isolation);
            connection.setAutoCommit(false);
            try {
                work.on(connection);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    void add(Connection connection, int account, int cents) throws SQLException {
        execute(
                connection,
                "update account set cents = cents + " + cents + " where id = " + account);
    }

    /** Sets the balance of account 1. */
    void write(Connection connection, int cents) throws SQLException {
        execute(connection, "update account set cents = " + cents + " where id = 1");
    }

    void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    int read(Connection connection, int account) throws SQLException {
        return number(connection, "select cents from account where id = " + account);
    }

    int number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    String balances() {
        try (var connection = seam.getConnection()) {
            return read(connection, 1) + " and " + read(connection, 2);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
