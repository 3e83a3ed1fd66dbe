package workshop.race;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** Two accounts in a database of their own. */
final class Bank implements AutoCloseable {

    /** Work in a transaction. */
    interface Work {
        void on(Connection connection) throws SQLException;
    }

    final JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "", "");
    final DataSource seam = Seams.wrap(pool);

    Bank() {
        try {
            in(connection -> {
                try (var statement = connection.createStatement()) {
                    statement.execute("create table account (id int primary key, cents int)");
                    statement.execute("insert into account values (1, 100), (2, 100)");
                    statement.execute("create table seen (id int primary key)");
                }
            });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void in(Work work) throws SQLException {
        try (var connection = seam.getConnection()) {
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
        execute(connection, "update account set cents = cents + " + cents + " where id = " + account);
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
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
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

    @Override
    public void close() throws SQLException {
        try (var connection = pool.getConnection(); var statement = connection.createStatement()) {
            statement.execute("shutdown");
        }
        pool.dispose();
    }
}
