package workshop.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import workshop.redis.Redis;

/** A real process of Django: {@code runworker}, or a web process that sends. */
final class Django implements AutoCloseable {

    /** Debian's own sees Debian's python3-django-channels; this property names another one. */
    private static final String INTERPRETER =
            System.getProperty("workshop.python", "/usr/bin/python3");

    private final Process process;
    private final BufferedReader output;
    private final Path log;

    private Django(String channel, String layer, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(INTERPRETER, "site_of_the_forum.py"));
        command.addAll(List.of(arguments));
        this.log = Files.createTempFile("django", ".log");
        var builder =
                new ProcessBuilder(command)
                        .directory(new File("src/test/resources"))
                        .redirectError(log.toFile());
        builder.environment().put("REDIS", Redis.uri().toString());
        builder.environment().put("CHANNEL", channel);
        builder.environment().put("LAYER", layer);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        this.process = builder.start();
        this.output = process.inputReader(UTF_8);
    }

    /** A worker whose consumer receives on that channel. */
    static Django worker(String channel) throws IOException {
        return worker(channel, "{}");
    }

    /** The same, where the layer has these options, as a Python dictionary. */
    static Django worker(String channel, String layer) throws IOException {
        return new Django(channel, layer, "runworker", channel);
    }

    /** A web process whose layer has these options, as a Python dictionary. */
    static Django web(String layer) throws IOException {
        return new Django("", layer);
    }

    /** What the layer's method said to these arguments, in Python: "sent", or a refusal. */
    String call(String verb, String arguments) throws IOException {
        var input = process.outputWriter(UTF_8);
        input.write("('%s', %s)%n".formatted(verb, arguments));
        input.flush();
        String said = output.readLine();
        if (said == null) {
            throw new IllegalStateException("Django has ended:%n%s".formatted(log()));
        }
        return said;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    /** What it printed on standard error. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() throws IOException {
        kill();
        Files.delete(log);
    }
}
