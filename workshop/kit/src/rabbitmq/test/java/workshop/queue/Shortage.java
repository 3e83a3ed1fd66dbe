package workshop.queue;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;

/** What makes the server of {@code .ci/with-rabbitmq} take no message: its operator's limits. */
enum Shortage {
    DISK("low on disk", "set_disk_free_limit", "1000000000000000", "50000000"),
    MEMORY("low on memory", "set_vm_memory_high_watermark", "0", "0.4");

    private static final long ATTEMPTS_END = SECONDS.toNanos(120);

    /** How RabbitMQ names it to a sender. */
    final String reason;

    private final String command;
    private final String tooStrict;
    private final String usual;

    Shortage(String reason, String command, String tooStrict, String usual) {
        this.reason = reason;
        this.command = command;
        this.tooStrict = tooStrict;
        this.usual = usual;
    }

    void begin() throws IOException, InterruptedException {
        limit(tooStrict);
    }

    void end() throws IOException, InterruptedException {
        limit(usual);
    }

    /** Again and again: after a kill, the server has to start first. */
    private void limit(String value) throws IOException, InterruptedException {
        var control = new RabbitControl();
        long start = System.nanoTime();
        while (true) {
            try {
                control.run(command, value);
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
