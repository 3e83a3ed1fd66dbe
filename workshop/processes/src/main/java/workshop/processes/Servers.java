package workshop.processes;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.h2.tools.Server;
import workshop.redis.Redis;

/** The two servers that all processes share: Redis and the database. */
final class Servers {

    /** The system property that names the database. */
    static final String DATABASE = "workshop.db";

    private Servers() {}

    /**
     * Uses the servers that system properties name, and starts the others. Those end with this
     * process.
     */
    static void startUnnamed() throws SQLException {
        boolean allNamed = isNamed(Redis.PROPERTY) && isNamed(DATABASE);
        System.setProperty(Redis.PROPERTY, Redis.uri().toString());
        if (!isNamed(DATABASE)) {
            var server =
                    Server.createTcpServer("-tcpPort", "0", "-tcpDaemon", "-ifNotExists").start();
            System.setProperty(
                    DATABASE,
                    "jdbc:h2:tcp://localhost:%s/mem:forum;DB_CLOSE_DELAY=-1"
                            .formatted(server.getPort()));
        }
        requireAnswers();
        if (!allNamed) {
            System.out.printf(
                    "Start workers in other terminals:%n  java '-D%s=%s' '-D%s=%s' -jar"
                            + " processes.jar worker%n",
                    Redis.PROPERTY,
                    System.getProperty(Redis.PROPERTY),
                    DATABASE,
                    System.getProperty(DATABASE));
        }
    }

    /**
     * Uses the servers that system properties name.
     *
     * @throws IllegalStateException when one of them is not named, or does not answer; the message
     *     says what to do
     */
    static void requireNamed() {
        if (!isNamed(Redis.PROPERTY) || !isNamed(DATABASE)) {
            throw new IllegalStateException(
                    """
                    Which Redis, and which database? It must be those of the web process.
                    Add -D%s=redis://… and -D%s=jdbc:… before -jar.
                    A web process that starts its servers prints the line to copy.\
                    """
                            .formatted(Redis.PROPERTY, DATABASE));
        }
        requireAnswers();
    }

    /** Fails here in one sentence, rather than later with a stack trace from Spring. */
    private static void requireAnswers() {
        Redis.client();
        String address = System.getProperty(DATABASE);
        try {
            DriverManager.getConnection(
                            address,
                            System.getProperty(DATABASE + ".user", ""),
                            System.getProperty(DATABASE + ".password", ""))
                    .close();
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "No database answers at %s: %s".formatted(address, e.getMessage()), e);
        }
    }

    private static boolean isNamed(String property) {
        return !System.getProperty(property, "").isEmpty();
    }
}
