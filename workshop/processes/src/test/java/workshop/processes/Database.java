package workshop.processes;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.h2.tools.Server;

/** A database that several processes reach, and that can be unreachable for a while. */
interface Database extends AutoCloseable {

    /** Its JDBC URL. */
    String address();

    /** Breaks all connections and refuses new ones. Committed data stays. */
    void goAway() throws SQLException;

    void comeBack() throws SQLException;

    @Override
    void close() throws SQLException;

    /** H2, or the database that {@code -Dworkshop.db} names. */
    static Database start() throws SQLException {
        String named = System.getProperty(Servers.DATABASE, "");
        return named.isEmpty() ? new H2() : new Postgres(named);
    }

    /** In this JVM: its tables outlive the server by which other processes reach them. */
    final class H2 implements Database {

        private Server server =
                Server.createTcpServer("-tcpPort", "0", "-tcpDaemon", "-ifNotExists").start();
        private final int port = server.getPort();

        private H2() throws SQLException {}

        @Override
        public String address() {
            return "jdbc:h2:tcp://localhost:%d/mem:faults;DB_CLOSE_DELAY=-1".formatted(port);
        }

        @Override
        public void goAway() {
            server.stop();
        }

        @Override
        public void comeBack() throws SQLException {
            server =
                    Server.createTcpServer(
                                    "-tcpPort",
                                    Integer.toString(port),
                                    "-tcpDaemon",
                                    "-ifNotExists")
                            .start();
        }

        @Override
        public void close() {
            server.stop();
        }
    }

    /**
     * A server that is not ours and stays up. It closes one database to everyone; that needs a
     * connection to another database.
     */
    final class Postgres implements Database {

        private final String address;
        private final String name;
        private final Connection another;

        private Postgres(String address) throws SQLException {
            this.address = address;
            try (var connection = connect(address)) {
                name = connection.getCatalog();
                execute(
                        connection,
                        "drop table if exists question, answer, outbox_task, done, notice,"
                                + " search_entry");
            }
            another = connect(address.replaceFirst("/[^/?]+(?=\\?|$)", "/template1"));
        }

        private static Connection connect(String address) throws SQLException {
            return DriverManager.getConnection(
                    address,
                    System.getProperty("workshop.db.user", ""),
                    System.getProperty("workshop.db.password", ""));
        }

        @Override
        public String address() {
            return address;
        }

        @Override
        public void goAway() throws SQLException {
            admit(false);
            execute(
                    another,
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'"
                            .formatted(name));
        }

        @Override
        public void comeBack() throws SQLException {
            admit(true);
        }

        private void admit(boolean anyone) throws SQLException {
            execute(
                    another,
                    "alter database \"%s\" with allow_connections %s".formatted(name, anyone));
        }

        private static void execute(Connection connection, String sql) throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        @Override
        public void close() throws SQLException {
            admit(true);
            another.close();
        }
    }
}
