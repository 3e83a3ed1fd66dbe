package workshop.processes;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.h2.tools.Server;
import workshop.redis.Redis;

/** The two servers that the processes meet at. */
final class Servers {

    /** The system property that names the database. */
    static final String DATABASE = "workshop.db";

    private Servers() {}

    /**
     * Uses the servers that were named, and starts those that were not. They end with this process.
     */
    static void startWhatIsNotNamed() throws SQLException {
        boolean allNamed = isNamed(Redis.PROPERTY) && isNamed(DATABASE);
        System.setProperty(Redis.PROPERTY, Redis.uri().toString());
        if (!isNamed(DATABASE)) {
            var server =
                    Server.createTcpServer("-tcpPort", "0", "-tcpDaemon", "-ifNotExists").start();
            System.setProperty(
                    DATABASE,
                    "jdbc:h2:tcp://localhost:%d/mem:forum;DB_CLOSE_DELAY=-1"
                            .formatted(server.getPort()));
        }
        requireAnswers();
        if (!allNamed) {
            System.out.printf(
                    "Workers, in another terminal:%n  java '-D%s=%s' '-D%s=%s' -jar processes.jar"
                            + " worker%n",
                    Redis.PROPERTY,
                    System.getProperty(Redis.PROPERTY),
                    DATABASE,
                    System.getProperty(DATABASE));
        }
    }

    /**
     * Uses the servers that were named.
     *
     * @throws IllegalStateException when they are not both named, with what to do
     */
    static void requireNamed() {
        if (!isNamed(Redis.PROPERTY) || !isNamed(DATABASE)) {
            throw new IllegalStateException(
                    """
                    Which Redis, and which database? Servers of its own would be of no use to it: it has to meet the web process.
                    Say -D%s=redis://… and -D%s=jdbc:… before -jar. A web process that starts them prints what to say.\
                    """
                            .formatted(Redis.PROPERTY, DATABASE));
        }
        requireAnswers();
    }

    /** Better here, in a sentence, than later from the middle of Spring. */
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
