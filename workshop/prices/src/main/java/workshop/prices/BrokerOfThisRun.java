package workshop.prices;

import java.time.Duration;
import java.util.Collections;
import java.util.UUID;
import workshop.queue.Broker;
import workshop.queue.JsonSerializer;
import workshop.queue.QueueServer;
import workshop.queue.TaskQueue;

/** The kit's queue on whatever server this run has: a queue of its own, deleted afterwards. */
final class BrokerOfThisRun implements AutoCloseable {

    private static final int BATCH = 1000;

    private final String name = "prices:" + UUID.randomUUID();
    private final Broker broker = QueueServer.ofThisRun().queue(name);
    private final TaskQueue queue = new TaskQueue(broker);

    String name() {
        return name;
    }

    /** One sender, who sends the next message when the server has taken the last. */
    Rate send(int messages, int bytes) {
        String text = "x".repeat(bytes);
        var json = new JsonSerializer();
        long start = System.nanoTime();
        for (int i = 0; i < messages; i++) {
            queue.enqueue("noop", text, json);
        }
        return new Rate(messages, Duration.ofNanos(System.nanoTime() - start), Duration.ZERO);
    }

    void fill(int messages, int bytes) {
        for (int sent = 0; sent < messages; sent += BATCH) {
            int batch = Math.min(BATCH, messages - sent);
            broker.add(Collections.nCopies(batch, Consumers.noop(bytes)));
        }
    }

    /** One worker, who acknowledges each message, empties the queue. */
    Rate work(int prefetch) {
        int waiting = (int) queue.length();
        return Consumers.work(queue, waiting, waiting, 1, prefetch);
    }

    @Override
    public void close() {
        QueueServer.ofThisRun().delete(name);
    }
}
