package workshop.processes;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Another process, to be killed, paused or ended. It ends when the JVM of the test ends, in
 * whatever way that happens.
 */
final class Child implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 120;

    private final Process process;
    private final Path log;

    private Child(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Runs a main method with these system properties and arguments. Its output goes to the log.
     */
    static Child run(Class<?> main, Path log, Map<String, String> properties, String... arguments)
            throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx128m",
                                "-cp",
                                System.getProperty("java.class.path")));
        properties.forEach((name, value) -> command.add("-D%s=%s".formatted(name, value)));
        command.addAll(List.of(Child.class.getName(), main.getName()));
        command.addAll(List.of(arguments));
        return new Child(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                log);
    }

    /**
     * In the child: runs another main method, and ends when the other end of its input is closed.
     */
    public static void main(String[] arguments) throws Throwable {
        var watch = new Thread(Child::haltAtEndOfInput);
        watch.setDaemon(true);
        watch.start();
        Class.forName(arguments[0])
                .getMethod("main", String[].class)
                .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    private static void haltAtEndOfInput() {
        try {
            System.in.transferTo(System.out);
        } catch (IOException e) {
            // the other end is gone, too
        }
        Runtime.getRuntime().halt(1);
    }

    boolean hasSaid(String words) {
        return said().contains(words);
    }

    String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end. */
    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    /** Kills it as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /**
     * Asks it to end as an operating system or an orchestrator does, by SIGTERM. False where it
     * cannot be asked and is killed, as on Windows.
     */
    boolean end() throws InterruptedException {
        process.toHandle().destroy(); // Process.destroy would close its input, too
        assertThat(process.waitFor(PATIENCE_SECONDS, SECONDS))
                .as("It ended when asked to. It said:%n%s", said())
                .isTrue();
        return process.supportsNormalTermination();
    }

    /** SIGSTOP: not a single instruction runs until {@link #resume}. */
    void pause() throws Exception {
        signal("-STOP");
    }

    void resume() throws Exception {
        signal("-CONT");
    }

    private void signal(String signal) throws Exception {
        var kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).as("exit code of kill " + signal).isZero();
    }

    @Override
    public void close() {
        kill();
    }
}
