package workshop.comparisons;

import java.net.URI;
import java.util.List;
import redis.clients.jedis.RedisClient;
import workshop.queue.Fields;
import workshop.queue.JsonSerializer;
import workshop.queue.Message;
import workshop.queue.RedisStream;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/**
 * The kit's worker.
 *
 * @param prefetch how many messages it takes at once
 */
record Kit(int prefetch) implements Contender {

    private static final JsonSerializer JSON = new JsonSerializer();

    @Override
    public void enqueue(URI redis, List<String> tasks) {
        try (var client = RedisClient.create(redis)) {
            new RedisStream(client, QUEUE).add(tasks.stream().map(Kit::message).toList());
        }
    }

    private static Fields message(String text) {
        return Fields.of(Message.of("run", JSON.contentType(), JSON.dumps(text)));
    }

    @Override
    public void work(URI redis) throws InterruptedException {
        try (var client = RedisClient.create(redis)) {
            Worker.on(new TaskQueue(client, QUEUE))
                    .accept(JSON)
                    .prefetch(prefetch)
                    .lease(LEASE)
                    .handle("run", (payload, message) -> Task.run((String) payload))
                    .run();
        }
    }
}
