package workshop.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * A real {@code redis-server} from the jar of embedded-redis, on a free port of this machine only,
 * without persistence.
 *
 * <p>It ends with this JVM: {@link RedisProcess} sees to that. This class chooses the port and the
 * settings, and says what to do when no server runs.
 *
 * @see <a href="https://redis.io/docs/latest/operate/oss_and_stack/management/config/">Redis
 *     configuration</a>
 */
public final class EmbeddedRedis implements AutoCloseable {

    private static final int TRIES = 3;
    private static final List<String> WITHOUT_PERSISTENCE =
            List.of("--save", "", "--appendonly", "no");

    private final RedisProcess process;
    private final URI uri;

    private EmbeddedRedis(RedisProcess process, int port) {
        this.process = process;
        this.uri = URI.create("redis://127.0.0.1:" + port);
    }

    /**
     * Starts a server and waits until it is ready.
     *
     * @throws IllegalStateException when the server cannot run here; the message says what to do
     *     instead
     */
    public static EmbeddedRedis start() {
        String reason = "";
        // Another process may take the free port before the server does, or the unpacked file may
        // be damaged: the next try takes another port and unpacks the server again.
        for (int i = 0; i < TRIES; i++) {
            try {
                return start(freePort());
            } catch (IOException e) {
                reason = e.getMessage();
                deleteBinary();
            }
        }
        throw new IllegalStateException(
                """
                The embedded Redis server does not start on this machine: %s
                Start a Redis (5.0 or newer) yourself and add   -D%s=redis://localhost:6379
                or, with Docker or Podman,                      -D%s=testcontainers\
                """
                        .formatted(reason, Redis.PROPERTY, Redis.PROPERTY));
    }

    private static void deleteBinary() {
        try {
            RedisBinary.delete();
        } catch (IOException noFolder) {
            // then there is nothing to delete
        }
    }

    /**
     * Starts a server on that port and waits until it is ready, for up to 10 seconds.
     *
     * @param settings further ones, such as {@code "--appendonly", "yes"}; they win over the usual
     *     ones
     * @throws IOException when it does not run, with the last line that it printed
     */
    public static EmbeddedRedis start(int port, String... settings) throws IOException {
        var arguments = new ArrayList<>(List.of("--bind", "127.0.0.1"));
        arguments.addAll(List.of("--port", Integer.toString(port)));
        arguments.addAll(WITHOUT_PERSISTENCE);
        arguments.addAll(List.of(settings));
        return new EmbeddedRedis(RedisProcess.start(RedisBinary.path(), arguments), port);
    }

    /** Its address, {@code redis://127.0.0.1:port}. */
    public URI uri() {
        return uri;
    }

    /** Whether no one has ended it yet. */
    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the server, and returns when it is gone. May be called twice. */
    @Override
    public void close() {
        process.end();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
