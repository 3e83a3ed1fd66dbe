package workshop.containers;

import java.net.URI;
import java.util.function.Supplier;
import org.testcontainers.containers.GenericContainer;

/**
 * A Redis server in a container. The kit, which does not know this module, finds the class by its
 * name: few learners ask for a container, and Testcontainers is large.
 */
public final class RedisContainer implements Supplier<URI> {

    private static final String IMAGE = "redis:7.2-alpine";
    private static final int PORT = 6379;

    /**
     * Starts the container, which Testcontainers removes when this JVM ends.
     *
     * @return the server's address
     * @throws IllegalStateException when it does not start
     */
    @Override
    public URI get() {
        return Started.at(
                IMAGE,
                "Without -Dworkshop.redis, the workshop starts a server of its own.",
                this::start);
    }

    private URI start() {
        var container = new GenericContainer<>(IMAGE).withExposedPorts(PORT);
        container.start();
        var port = container.getMappedPort(PORT);
        return URI.create("redis://%s:%s".formatted(container.getHost(), port));
    }
}
