package workshop.redis;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The process of a {@code redis-server} that ends with this JVM, even when the JVM is killed: on
 * Unix its parent is a small shell that reads from a pipe which only this JVM holds open. On
 * Windows a shutdown hook ends it, so there it outlives a JVM that is killed.
 */
final class RedisProcess {

    private static final int PATIENCE_SECONDS = 10;

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

    private RedisProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts the server and waits until it is ready, for up to 10 seconds.
     *
     * @throws IOException when it does not run, with the last line that it printed
     */
    static RedisProcess start(Path binary, List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        if (!RedisBinary.isWindows()) {
            command.addAll(List.of("sh", "-c", END_WITH_THE_PIPE, "sh"));
        }
        command.add(binary.toString());
        command.addAll(arguments);
        var server =
                new RedisProcess(
                        new ProcessBuilder(command)
                                // in a folder of ours: it loads a dump.rdb that it finds
                                .directory(binary.getParent().toFile())
                                .redirectErrorStream(true)
                                .start());
        if (RedisBinary.isWindows()) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::end));
        }
        server.awaitReady();
        return server;
    }

    /** Whether no one has ended it yet. */
    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the server, and returns when it is gone. May be called twice. */
    void end() {
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
                        this::end, CompletableFuture.delayedExecutor(PATIENCE_SECONDS, SECONDS));
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
}
