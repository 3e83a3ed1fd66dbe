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
    private int waiting;

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
        var taken = Duration.ofNanos(System.nanoTime() - start);
        waiting += messages;
        return new Rate(messages, taken, Duration.ZERO);
    }

    void fill(int messages, int bytes) {
        for (int sent = 0; sent < messages; sent += BATCH) {
            int batch = Math.min(BATCH, messages - sent);
            broker.add(Collections.nCopies(batch, Consumers.noop(bytes)));
        }
        waiting += messages;
    }

    /** One worker, who acknowledges each message, empties the queue. */
    Rate work(int prefetch) {
        int all = waiting;
        waiting = 0;
        return Consumers.work(queue, all, all, 1, prefetch);
    }

    @Override
    public void close() {
        QueueServer.ofThisRun().delete(name);
    }
}
