package workshop.queue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The server of {@code .ci/with-rabbitmq}, as its operator sees it. */
final class RabbitControl {

    /** The system property that names the server's folder. */
    static final String FOLDER = "workshop.broker.folder";

    private final Path folder;

    /**
     * @throws IllegalStateException if no folder is named
     */
    RabbitControl() {
        String named = System.getProperty(FOLDER);
        if (named == null) {
            throw new IllegalStateException("Run it by .ci/with-rabbitmq, which names a server.");
        }
        folder = Path.of(named);
    }

    /**
     * Runs {@code rabbitmqctl}, until the server has done it.
     *
     * @return what it printed
     * @throws IOException with what it printed, if the server refuses, or does not run
     */
    String run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(folder.resolve("rabbitmqctl").toString(), "-q"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " says: " + said);
        }
        return said;
    }

    /** With kill -9. The script starts it again, with what is on its disk. */
    void kill() throws IOException {
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }
}
