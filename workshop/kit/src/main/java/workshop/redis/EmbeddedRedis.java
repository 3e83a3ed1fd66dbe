package workshop.redis;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A real {@code redis-server} from the jar of embedded-redis, on a free port of this machine only,
 * without persistence.
 *
 * <p>It ends with this JVM, even when the JVM is killed: on Unix its parent is a small shell that
 * reads from a pipe which only this JVM holds open. On Windows a shutdown hook ends it, so there it
 * outlives a JVM that is killed.
 *
 * @see <a href="https://redis.io/docs/latest/operate/oss_and_stack/management/config/">Redis
 *     configuration</a>
 */
public final class EmbeddedRedis implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 10;
    private static final int TRIES = 3;
    private static final List<String> WITHOUT_PERSISTENCE =
            List.of("--save", "", "--appendonly", "no");

    /**
     * Starts the server in the background, and a reader that kills it when the pipe from this JVM
     * closes. The shell then waits for the server. A signal to the whole group, as a terminal sends
     * it when it is closed, ends neither of the two before their work is done.
     */
    private static final String END_WITH_THE_PIPE =
            """
            trap '' HUP INT QUIT TERM
            exec 3<&0
            "$@" 3<&- &
            server=$!
            exec >/dev/null 2>&1
            (read -r _ <&3; kill -9 $server) &
            wait $server
            kill -9 $!
            """;

    private final Process process;
    private final URI uri;

    private EmbeddedRedis(Process process, int port) {
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
        Path binary = RedisBinary.path();
        var command = new ArrayList<String>();
        if (!RedisBinary.isWindows()) {
            command.addAll(List.of("sh", "-c", END_WITH_THE_PIPE, "sh"));
        }
        command.addAll(List.of(binary.toString(), "--bind", "127.0.0.1"));
        command.addAll(List.of("--port", Integer.toString(port)));
        command.addAll(WITHOUT_PERSISTENCE);
        command.addAll(List.of(settings));
        var process =
                new ProcessBuilder(command)
                        // it would load a dump.rdb of the working directory; this folder is ours
                        .directory(binary.getParent().toFile())
                        .redirectErrorStream(true)
                        .start();
        var server = new EmbeddedRedis(process, port);
        if (RedisBinary.isWindows()) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        }
        server.awaitReady();
        return server;
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
        try {
            process.getOutputStream().close(); // the pipe
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (RedisBinary.isWindows()) {
            process.destroyForcibly();
        }
        process.onExit().join();
    }

    /**
     * Reads the server's output until it says that it is ready, and closes it: no one reads what it
     * prints later.
     */
    private void awaitReady() throws IOException {
        var watchdog =
                CompletableFuture.runAsync(
                        this::close, CompletableFuture.delayedExecutor(PATIENCE_SECONDS, SECONDS));
        try (var output = process.inputReader()) {
            String lastWords = "it said nothing.";
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.contains("eady to accept connections")) {
                    return;
                }
                lastWords = line.isBlank() ? lastWords : line;
            }
            throw new IOException(lastWords);
        } finally {
            watchdog.cancel(false);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
