package workshop.redis;

import java.io.IOException;
import java.net.URI;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
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

    /** How servers since Redis 5 say it. */
    private static final Pattern REFUSED_PASSWORD =
            Pattern.compile(
                    "NOAUTH|WRONGPASS|AUTH failed|invalid password"
                            + "|wrong number of arguments for 'auth'");

    private static final String REFUSED_TLS =
            """
            There is no TLS connection to the Redis at %1$s:%2$s: %3$s
            If its certificate is your own, make it for the name or address "%1$s", and put it \
            into a trust store that you name: -Djavax.net.ssl.trustStore=FILE\
            """;

    private static final String CONTAINER = "workshop.containers.RedisContainer";

    /** A worker that waits for a message occupies a connection; the pool's default is 8. */
    private static final int MOST_CONNECTIONS = 64;

    private static EmbeddedRedis ours;
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
     * Starts this JVM's own server again, at the same address, if someone has ended it.
     *
     * @return whether it had to
     */
    public static synchronized boolean revive() {
        if (ours == null || ours.isAlive()) {
            return false;
        }
        try {
            ours = EmbeddedRedis.start(uri.getPort());
            return true;
        } catch (IOException e) {
            throw new IllegalStateException("The Redis server has ended, and does not start.", e);
        }
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
            ours = EmbeddedRedis.start();
            return ours.uri();
        }
        if (choice.equals(Container.WISH)) {
            return Container.start(CONTAINER, PROPERTY);
        }
        if (choice.matches("rediss?://[^/\\s]+:\\d+(/\\d+)?(\\?protocol=[23])?")) {
            return URI.create(choice);
        }
        throw new IllegalArgumentException(
                ("-D%s=%s is neither \"testcontainers\" nor an address such as"
                                + " redis://localhost:6379")
                        .formatted(PROPERTY, choice));
    }

    static RedisClient connect(URI uri) {
        var pool = new ConnectionPoolConfig();
        pool.setMaxTotal(MOST_CONNECTIONS);
        var client =
                RedisClient.builder()
                        .hostAndPort(uri.getHost(), uri.getPort())
                        .clientConfig(config(uri))
                        .poolConfig(pool)
                        .build();
        try {
            client.ping();
            return client;
        } catch (JedisException e) {
            client.close();
            throw new IllegalStateException(wordsOn(e, uri), e);
        }
    }

    private static JedisClientConfig config(URI uri) {
        // Else Jedis would take any trusted certificate, even that of another host.
        var checkHost = new SSLParameters();
        checkHost.setEndpointIdentificationAlgorithm("HTTPS");
        return DefaultJedisClientConfig.builder(uri).sslParameters(checkHost).build();
    }

    private static String wordsOn(JedisException e, URI uri) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return REFUSED_TLS.formatted(uri.getHost(), uri.getPort(), cause.getMessage());
            }
        }
        String words = String.valueOf(e.getMessage());
        if (REFUSED_PASSWORD.matcher(words).find()) {
            return ("The Redis at %1$s:%2$s wants a password, as in"
                            + " -D%3$s=redis://user:password@%1$s:%2$s   (%4$s)")
                    .formatted(uri.getHost(), uri.getPort(), PROPERTY, words);
        }
        String tls = uri.getScheme().equals("rediss") ? ", and with TLS on this port" : "";
        return """
        No Redis answers at %s:%s: %s
        Is it running%s? Without -D%s, the workshop starts a server of its own.\
        """
                .formatted(uri.getHost(), uri.getPort(), words, tls, PROPERTY);
    }
}
