package workshop.redis;

import java.net.URI;
import org.testcontainers.containers.GenericContainer;
import redis.clients.jedis.RedisClient;

/**
 * The Redis server of this run, started at the first use and shared by all who ask.
 *
 * <p>The system property {@value #PROPERTY} says where it comes from: nothing, a server from the jar
 * ({@link EmbeddedRedis}); {@code redis://host:port}, one that runs already; {@code testcontainers}, a container.
 */
public final class Redis {

    /** The system property that names the server. */
    public static final String PROPERTY = "workshop.redis";

    private static final String IMAGE = "redis:7.2-alpine";
    private static final int PORT_IN_CONTAINER = 6379;

    private Redis() {
    }

    /** The server's address. */
    public static URI uri() {
        return Server.URI;
    }

    /** A client of the server, safe to share between threads. */
    public static RedisClient client() {
        return Server.CLIENT;
    }

    private static URI start(String choice) {
        if (choice.isEmpty()) {
            return EmbeddedRedis.start().uri();
        }
        if (choice.equals("testcontainers")) {
            var container = new GenericContainer<>(IMAGE).withExposedPorts(PORT_IN_CONTAINER);
            container.start(); // Testcontainers removes it when this JVM ends
            return URI.create("redis://%s:%d".formatted(container.getHost(), container.getMappedPort(PORT_IN_CONTAINER)));
        }
        if (choice.startsWith("redis://") || choice.startsWith("rediss://")) {
            return URI.create(choice);
        }
        throw new IllegalArgumentException(
                "-D%s=%s is neither \"testcontainers\" nor an address such as redis://localhost:6379.".formatted(PROPERTY, choice));
    }

    /** The class loader starts it once. */
    private static final class Server {
        static final URI URI = start(System.getProperty(PROPERTY, ""));
        static final RedisClient CLIENT = RedisClient.create(URI);
    }
}
