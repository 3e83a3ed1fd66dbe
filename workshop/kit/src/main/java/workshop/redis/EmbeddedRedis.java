package workshop.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A real {@code redis-server} from the jar of embedded-redis, on a free loopback port, without persistence.
 *
 * <p>It ends with this JVM, also when that is killed: on Unix its parent is a small shell that reads from a pipe which only
 * this JVM holds open. On Windows a shutdown hook must do.
 */
public final class EmbeddedRedis implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int TRIES = 3;
    /** The server in the background; beside it a reader that ends it when the pipe from this JVM closes; the shell waits for the server. */
    private static final String END_WITH_THE_PIPE = """
            exec 3<&0
            "$@" 3<&- &
            server=$!
            (read -r _ <&3; kill $server) &
            wait $server
            kill $!
            """;

    private final Process process;
    private final Path log;
    private final URI uri;

    private EmbeddedRedis(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.uri = URI.create("redis://127.0.0.1:" + port);
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @throws IllegalStateException when the server cannot run here, with what to do instead
     */
    public static EmbeddedRedis start() {
        String reason = "";
        for (int i = 0; i < TRIES; i++) { // another process may take the free port before the server does
            try {
                var server = launch(RedisBinary.path(), freePort());
                if (server.answers()) {
                    return server;
                }
                reason = server.lastWords();
                server.close();
            } catch (IOException e) {
                reason = e.toString();
            }
        }
        throw new IllegalStateException("""
                The embedded Redis server does not start on this machine: %s
                Start a Redis (5.0 or newer) yourself and add   -D%s=redis://localhost:6379
                or, with Docker or Podman,                      -D%s=testcontainers"""
                .formatted(reason.strip(), Redis.PROPERTY, Redis.PROPERTY));
    }

    /** Where it listens. */
    public URI uri() {
        return uri;
    }

    /** Ends the server. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            log.toFile().deleteOnExit(); // Windows keeps it while the process ends
        }
    }

    private static EmbeddedRedis launch(Path binary, int port) throws IOException {
        Path log = Files.createTempFile("workshop-redis", ".log");
        var command = new ArrayList<String>();
        if (!RedisBinary.isWindows()) {
            command.addAll(List.of("sh", "-c", END_WITH_THE_PIPE, "sh"));
        }
        command.addAll(List.of(binary.toString(), "--bind", "127.0.0.1", "--port", Integer.toString(port), "--save", "", "--appendonly", "no"));
        var process = new ProcessBuilder(command)
                .directory(log.getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var server = new EmbeddedRedis(process, log, port);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        return server;
    }

    private boolean answers() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try (var jedis = new Jedis(uri)) {
                jedis.ping();
                return true;
            } catch (JedisException notYet) {
                Thread.onSpinWait();
            }
        }
        return false;
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.isEmpty() ? "it printed nothing." : lines.get(lines.size() - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
