package workshop.queue;

import java.net.URI;
import redis.clients.jedis.RedisClient;

/**
 * A worker process that never finishes a task: it waits to be killed, or kills itself. Arguments:
 * server, queue, hang or halt.
 */
final class DoomedWorker {

    private DoomedWorker() {}

    public static void main(String[] arguments) {
        var queue = new TaskQueue(RedisClient.create(URI.create(arguments[0])), arguments[1]);
        Worker.on(queue)
                .accept(new JsonSerializer())
                .lease(DeadWorkerTest.LEASE)
                .handle(
                        "work",
                        (payload, message) -> {
                            System.out.println("working");
                            if (arguments[2].equals("halt")) {
                                Runtime.getRuntime().halt(9);
                            }
                            System.in.read();
                        })
                .drain();
    }
}
