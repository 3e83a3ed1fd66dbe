package workshop.redis;

import java.net.URI;
import org.testcontainers.containers.GenericContainer;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The Redis server of this run. It is started at the first use, and the whole JVM shares it.
 *
 * <p>The system property {@value #PROPERTY} says which one. When it is empty or not set, it is a
 * server from a jar ({@link EmbeddedRedis}); {@code redis://host:port} is one that already runs;
 * {@code testcontainers} is a container.
 */
public final class Redis {

    /** The name of the system property that chooses the server. */
    public static final String PROPERTY = "workshop.redis";

    private static final String IMAGE = "redis:7.2-alpine";
    private static final int PORT_IN_CONTAINER = 6379;

    /** A worker that waits for a message occupies a connection; the pool's default is 8. */
    private static final int MOST_CONNECTIONS = 64;

    private static URI uri;
    private static RedisClient client;

    private Redis() {}

    /**
     * The server's address.
     *
     * @throws IllegalStateException when the server does not start; the message says what to do
     * @throws IllegalArgumentException when the system property makes no sense
     */
    public static synchronized URI uri() {
        if (uri == null) {
            uri = start(System.getProperty(PROPERTY, ""));
        }
        return uri;
    }

    /**
     * A client of the server, safe to share between threads.
     *
     * @throws IllegalStateException when no server answers; the message says what to do
     * @throws IllegalArgumentException when the system property makes no sense
     */
    public static synchronized RedisClient client() {
        if (client == null) {
            client = connect(uri());
        }
        return client;
    }

    static URI start(String choice) {
        if (choice.isEmpty()) {
            return EmbeddedRedis.start().uri();
        }
        if (choice.equals("testcontainers")) {
            return startContainer();
        }
        if (choice.matches("rediss?://[^/\\s]+:\\d+(/\\d+)?")) {
            return URI.create(choice);
        }
        throw new IllegalArgumentException(
                ("-D%s=%s is neither \"testcontainers\" nor an address such as"
                                + " redis://localhost:6379")
                        .formatted(PROPERTY, choice));
    }

    private static URI startContainer() {
        try {
            var container = new GenericContainer<>(IMAGE).withExposedPorts(PORT_IN_CONTAINER);
            container.start(); // Testcontainers removes it when this JVM ends
            int port = container.getMappedPort(PORT_IN_CONTAINER);
            return URI.create("redis://%s:%s".formatted(container.getHost(), port));
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    """
                    The container %s does not start: %s
                    Is Docker or Podman running?
                    Without -D%s, the workshop starts a server of its own.\
                    """
                            .formatted(IMAGE, e.getMessage(), PROPERTY),
                    e);
        }
    }

    static RedisClient connect(URI uri) {
        var pool = new ConnectionPoolConfig();
        pool.setMaxTotal(MOST_CONNECTIONS);
        var client = RedisClient.builder().fromURI(uri).poolConfig(pool).build();
        try {
            client.ping();
            return client;
        } catch (JedisException e) {
            client.close();
            if (String.valueOf(e.getMessage()).matches("(?s).*(NOAUTH|WRONGPASS|AUTH failed).*")) {
                throw new IllegalStateException(
                        """
                        The Redis at %s:%s asks for a password, or for another one. Put it \
                        into the address: -D%s=redis://:PASSWORD@%s:%s\
                        """
                                .formatted(
                                        uri.getHost(),
                                        uri.getPort(),
                                        PROPERTY,
                                        uri.getHost(),
                                        uri.getPort()),
                        e);
            }
            throw new IllegalStateException(
                    """
                    No Redis answers at %s:%s: %s
                    Is it running? Without -D%s, the workshop starts a server of its own.\
                    """
                            .formatted(uri.getHost(), uri.getPort(), e.getMessage(), PROPERTY),
                    e);
        }
    }
}
