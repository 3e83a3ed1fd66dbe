package workshop.queue;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Path;

/** Makes the server of {@code .ci/with-rabbitmq} believe that its disk is full. */
final class FullDisk {

    /** The system property that names the server's folder. */
    static final String FOLDER = "workshop.broker.folder";

    private static final long ATTEMPTS_END = SECONDS.toNanos(60);

    private final Path folder;

    FullDisk(Path folder) {
        this.folder = folder;
    }

    void fill() throws IOException, InterruptedException {
        demand("1000000000000000");
    }

    void free() throws IOException, InterruptedException {
        demand("50000000");
    }

    /** Again and again: after a kill, the server has to start first. */
    private void demand(String bytes) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!isSet(bytes)) {
            if (System.nanoTime() - start > ATTEMPTS_END) {
                throw new IllegalStateException("The server is not back, or refuses the limit.");
            }
            Thread.sleep(200);
        }
    }

    private boolean isSet(String bytes) throws IOException, InterruptedException {
        String program = folder.resolve("rabbitmqctl").toString();
        return new ProcessBuilder(program, "-q", "set_disk_free_limit", bytes)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
