package workshop.celery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import workshop.redis.Redis;

/** A real Python process with {@code tasks.py}: a Celery worker, or a program that sends tasks. */
final class Python implements AutoCloseable {

    /** Debian's own, which sees Debian's python3-celery; another one is named by this property. */
    private static final String INTERPRETER =
            System.getProperty("workshop.python", "/usr/bin/python3");

    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final BufferedReader output;
    private final Path log;

    private Python(String queue, Map<String, String> environment, String... arguments)
            throws IOException {
        var command = new ArrayList<>(List.of(INTERPRETER));
        command.addAll(List.of(arguments));
        this.log = Files.createTempFile("python", ".log");
        var builder =
                new ProcessBuilder(command)
                        .directory(new File("src/test/resources"))
                        .redirectError(log.toFile());
        builder.environment()
                .putAll(
                        Map.of(
                                "REDIS",
                                Redis.uri().toString(),
                                "QUEUE",
                                queue,
                                "PYTHONDONTWRITEBYTECODE",
                                "1",
                                "C_FORCE_ROOT",
                                "1"));
        builder.environment().putAll(environment);
        this.process = builder.start();
        this.output = process.inputReader(UTF_8);
    }

    /** A Celery worker on that queue, with the solo pool: one task at a time, in one process. */
    static Python worker(String queue, Map<String, String> environment) throws IOException {
        return new Python(
                queue,
                environment,
                "-m",
                "celery",
                "-A",
                "tasks",
                "worker",
                "--pool=solo",
                "--loglevel=INFO",
                "--without-gossip",
                "--without-mingle",
                "--without-heartbeat");
    }

    /** A Python web process, so to speak. */
    static Python sender(String queue) throws IOException {
        return new Python(queue, Map.of(), "tasks.py");
    }

    /**
     * Sends a task, and returns when it is in Redis. The call has "task", and may have "args",
     * "kwargs", "options" and "then".
     */
    void send(Map<String, ?> call) throws IOException {
        var input = process.outputWriter(UTF_8);
        input.write(JSON.writeValueAsString(call) + "\n");
        input.flush();
        if (!"sent".equals(output.readLine())) {
            throw new IllegalStateException("Python did not send %s.%n%s".formatted(call, log()));
        }
    }

    /** Empty, or why there is no Celery. */
    static String whatIsMissing() {
        try {
            var check =
                    new ProcessBuilder(INTERPRETER, "-c", "import celery, redis")
                            .redirectErrorStream(true)
                            .start();
            String words = new String(check.getInputStream().readAllBytes(), UTF_8).strip();
            return words.substring(words.lastIndexOf('\n') + 1);
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it said on standard error; Celery logs there. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code kill -9} */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() throws IOException {
        kill();
        Files.delete(log);
    }
}
