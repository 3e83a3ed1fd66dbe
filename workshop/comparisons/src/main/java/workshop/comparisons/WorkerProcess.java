package workshop.comparisons;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A worker that runs until it is killed. */
final class WorkerProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private WorkerProcess(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /** Starts it; its log goes to a file of that name. */
    static WorkerProcess start(Entry entry, URI redis, File log) throws IOException {
        var command = entry.contender().command(entry.name(), redis, entry.warmUp(), entry.timed());
        var builder = new ProcessBuilder(command).redirectError(log);
        builder.environment().put("C_FORCE_ROOT", "1"); // Celery's, for a container's root
        return new WorkerProcess(builder.start());
    }

    /** The first line that begins with this word; empty when the process ends or time runs out. */
    Optional<String> line(String word, Duration patience) throws IOException {
        var end =
                CompletableFuture.runAsync(
                        process::destroyForcibly,
                        CompletableFuture.delayedExecutor(patience.toSeconds(), SECONDS));
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(word)) {
                    return Optional.of(line);
                }
            }
            return Optional.empty();
        } finally {
            end.cancel(false);
        }
    }

    /** Kills it as {@code kill -9} does, and waits until it is gone. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
