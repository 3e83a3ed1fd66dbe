package workshop.containers;

import java.net.URI;
import java.util.function.Supplier;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** A PostgreSQL in a container, found by its name as {@link RedisContainer} is. */
public final class PostgresContainer implements Supplier<URI> {

    private static final String IMAGE = "postgres:17-alpine";
    private static final int PORT = 5432;

    /** The user, the password and the database. */
    private static final String NAME = "workshop";

    /**
     * Starts the container, which Testcontainers removes when this JVM ends.
     *
     * @return the database's address for JDBC, with the user and the password
     * @throws IllegalStateException when it does not start
     */
    @Override
    public URI get() {
        return Started.at(
                IMAGE,
                "Without -Dworkshop.db, the workshop has a database of its own.",
                this::start);
    }

    private URI start() {
        var container =
                new GenericContainer<>(IMAGE)
                        .withEnv("POSTGRES_USER", NAME)
                        .withEnv("POSTGRES_PASSWORD", NAME)
                        // A worker gives up on a locked row, as with H2.
                        .withCommand("postgres", "-c", "fsync=off", "-c", "lock_timeout=2s")
                        .withExposedPorts(PORT)
                        // By TCP: while the image prepares itself, its socket alone answers.
                        .waitingFor(
                                Wait.forSuccessfulCommand("pg_isready -h 127.0.0.1 -U " + NAME));
        container.start();
        return URI.create(
                "jdbc:postgresql://%s:%s/%s?user=%3$s&password=%3$s"
                        .formatted(container.getHost(), container.getMappedPort(PORT), NAME));
    }
}
