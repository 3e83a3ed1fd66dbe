package workshop.celery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import workshop.redis.Redis;

/** A real Python process with {@code tasks.py}: a Celery worker, or a program that sends tasks. */
final class Python implements AutoCloseable {

    /** Debian's own sees Debian's python3-celery; this property names another one. */
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
        builder.environment().put("REDIS", Redis.uri().toString());
        builder.environment().put("QUEUE", queue);
        builder.environment().putAll(Side.OF_THIS_RUN.setups().get(0).environment());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().put("C_FORCE_ROOT", "1");
        builder.environment().putAll(environment);
        this.process = builder.start();
        this.output = process.inputReader(UTF_8);
    }

    /** A Celery worker on that queue, with the solo pool: one task at a time, in one process. */
    static Python worker(String queue, Map<String, String> environment) throws IOException {
        return worker(queue, environment, "solo");
    }

    /**
     * The same with the pool that is Celery's default: a process takes messages, and another runs
     * the tasks. In the solo pool, nothing is acknowledged while a task runs.
     */
    static Python preforkingWorker(String queue) throws IOException {
        return worker(queue, Map.of(), "prefork");
    }

    private static Python worker(String queue, Map<String, String> environment, String pool)
            throws IOException {
        String command =
                "-m celery -A tasks worker --concurrency=1 --loglevel=INFO --pool=%s"
                        + " --without-gossip --without-mingle --without-heartbeat";
        return new Python(queue, environment, command.formatted(pool).split(" "));
    }

    /** A program that sends tasks, as a Python web process does. */
    static Python sender(String queue) throws IOException {
        return sender(queue, Map.of());
    }

    static Python sender(String queue, Map<String, String> environment) throws IOException {
        return new Python(queue, environment, "tasks.py");
    }

    /** A program that sends that many random calls; {@link #lines} are what it sent. */
    static Python ledger(String queue, Map<String, String> environment, long seed, int messages)
            throws IOException {
        String[] arguments = {"ledger.py", Long.toString(seed), Integer.toString(messages)};
        return new Python(queue, environment, arguments);
    }

    /** What the program prints, until it ends. */
    Stream<String> lines() {
        return output.lines();
    }

    /** What a short program prints. */
    static String eval(String program) throws IOException {
        try (var python = new Python("", Map.of(), "-c", program)) {
            return python.lines().collect(Collectors.joining("\n"));
        }
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

    /** Why Celery cannot be used; empty when it can. */
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

    /** Waits until it has ended by itself. */
    boolean ends() throws InterruptedException {
        return process.waitFor(2, MINUTES);
    }

    /** What it printed on standard error, which is where Celery logs. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it, and whatever it has started, as {@code kill -9} does. */
    void kill() {
        var children = process.descendants().toList();
        process.destroyForcibly().onExit().join();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() throws IOException {
        kill();
        Files.delete(log);
    }
}
