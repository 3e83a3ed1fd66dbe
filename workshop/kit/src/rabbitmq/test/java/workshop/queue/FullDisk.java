package workshop.queue;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;

/** Makes the server of {@code .ci/with-rabbitmq} believe that its disk is full. */
final class FullDisk {

    private static final long ATTEMPTS_END = SECONDS.toNanos(120);

    private final RabbitControl control;

    FullDisk(RabbitControl control) {
        this.control = control;
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
        while (true) {
            try {
                control.run("set_disk_free_limit", bytes);
                return;
            } catch (IOException refused) {
                if (System.nanoTime() - start > ATTEMPTS_END) {
                    throw refused;
                }
                Thread.sleep(200);
            }
        }
    }
}
