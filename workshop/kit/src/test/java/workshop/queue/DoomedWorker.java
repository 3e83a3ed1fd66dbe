package workshop.queue;

import java.net.URI;
import redis.clients.jedis.RedisClient;

/**
 * A worker process that never finishes a task. Its arguments are the server, the queue, and "hang"
 * to wait until it is killed or "halt" to kill itself.
 */
final class DoomedWorker {

    private DoomedWorker() {}

    public static void main(String[] arguments) {
        var queue = new TaskQueue(RedisClient.create(URI.create(arguments[0])), arguments[1]);
        TaskHandler doomed =
                (payload, message) -> {
                    System.out.println("working");
                    if (arguments[2].equals("halt")) {
                        Runtime.getRuntime().halt(9);
                    }
                    System.in.read();
                };
        Worker.on(queue)
                .accept(new JsonSerializer())
                .lease(DeadWorkerTest.LEASE)
                .handle("work", doomed)
                .drain();
    }
}
