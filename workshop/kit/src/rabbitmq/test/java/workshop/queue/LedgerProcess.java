package workshop.queue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A web process or a worker of {@link RabbitLedgerTest}, to be killed. It prints what it has done.
 * Its arguments are the address of RabbitMQ, the queue, and either "worker", or "web" with the
 * number to begin with and the one to end before.
 */
final class LedgerProcess {

    private static final int THREADS = 3;
    private static final int TRIES = 5;
    private static final Serializer JSON = new JsonSerializer();

    private LedgerProcess() {}

    public static void main(String[] arguments) {
        // Without this, it would outlive a test that is killed itself.
        ProcessHandle.current()
                .parent()
                .ifPresent(test -> test.onExit().thenRun(() -> Runtime.getRuntime().halt(0)));
        System.setProperty(QueueServer.PROPERTY, arguments[0]);
        var queue = new TaskQueue(queue(arguments[1]));
        boolean isWeb = arguments[2].equals("web");
        var next = isWeb ? new AtomicLong(Long.parseLong(arguments[3])) : null;
        long end = isWeb ? Long.parseLong(arguments[4]) : 0;
        for (int i = 0; i < THREADS; i++) {
            new Thread(() -> work(isWeb, queue, next, end)).start();
        }
    }

    /** The server may be away when this process is started. */
    private static Broker queue(String name) {
        while (true) {
            try {
                return QueueServer.ofThisRun().queue(name);
            } catch (BrokerException | IllegalStateException e) {
                Thread.onSpinWait();
            }
        }
    }

    private static void work(boolean isWeb, TaskQueue queue, AtomicLong next, long end) {
        try {
            if (isWeb) {
                send(queue, next, end);
            } else {
                worker(queue).run();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What no confirm came for is sent again, as a relay would. */
    private static void send(TaskQueue queue, AtomicLong next, long end)
            throws InterruptedException {
        for (long number = next.getAndIncrement(); number < end; ) {
            String task = number % 20 == 3 ? "discard" : number % 20 == 7 ? "fail" : "work";
            try {
                System.out.println("sent " + queue.enqueue(task, number, JSON));
                number = next.getAndIncrement();
            } catch (BrokerException e) {
                System.out.println("unsure");
                Thread.sleep(50);
            }
        }
    }

    private static Worker worker(TaskQueue queue) {
        return Worker.on(queue)
                .accept(JSON)
                .prefetch(5)
                .maxDeliveries(TRIES)
                .retryAfter(Duration.ofMillis(20))
                .handle("work", (payload, message) -> System.out.println("done " + message.id()))
                .handle(
                        "discard",
                        (payload, message) -> {
                            throw new Discard("of no use");
                        })
                .handle(
                        "fail",
                        (payload, message) -> {
                            throw new IllegalStateException("no luck");
                        });
    }
}
