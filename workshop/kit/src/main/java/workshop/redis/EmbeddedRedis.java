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
 * A real {@code redis-server} from the jar of embedded-redis, on a free loopback port, without
 * persistence.
 *
 * <p>It ends with this JVM, also when that is killed: on Unix its parent is a small shell that
 * reads from a pipe which only this JVM holds open. On Windows a shutdown hook must do.
 */
public final class EmbeddedRedis implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 10;
    private static final int TRIES = 3;

    /**
     * The server in the background; beside it a reader that ends it when the pipe from this JVM
     * closes; the shell waits for the server.
     */
    private static final String END_WITH_THE_PIPE =
            """
            exec 3<&0
            "$@" 3<&- &
            server=$!
            exec >/dev/null 2>&1
            (read -r _ <&3; kill -9 $server) &
            wait $server
            kill $!
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
     * @throws IllegalStateException when the server cannot run here, with what to do instead
     */
    public static EmbeddedRedis start() {
        String reason = "";
        for (int i = 0;
                i < TRIES;
                i++) { // another process may take the free port before the server does
            try {
                return start(freePort());
            } catch (IOException e) {
                reason = e.getMessage();
                RedisBinary
                        .forget(); // or the unpacked file is damaged: the next try unpacks it anew
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

    /**
     * Starts a server on that port.
     *
     * @param settings more of them, such as {@code "--appendonly", "yes"}; they go before its own
     * @throws IOException when it does not run, in its own words
     */
    public static EmbeddedRedis start(int port, String... settings) throws IOException {
        Path binary = RedisBinary.path();
        var command = new ArrayList<String>();
        if (!RedisBinary.isWindows()) {
            command.addAll(List.of("sh", "-c", END_WITH_THE_PIPE, "sh"));
        }
        command.addAll(
                List.of(
                        binary.toString(),
                        "--bind",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--save",
                        "",
                        "--appendonly",
                        "no"));
        command.addAll(List.of(settings));
        var process =
                new ProcessBuilder(command)
                        .directory(
                                binary.getParent()
                                        .toFile()) // where no stranger leaves a dump.rdb for it to
                        // load
                        .redirectErrorStream(true)
                        .start();
        var server = new EmbeddedRedis(process, port);
        if (RedisBinary.isWindows()) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        }
        server.awaitReady();
        return server;
    }

    /** Where it listens. */
    public URI uri() {
        return uri;
    }

    /** Ends the server, and returns when it is gone. */
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
     * Reads what the server says until it says that it is ready. Nobody reads on: what it says
     * later is for nobody.
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
