package workshop.comparisons;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.List;
import redis.clients.jedis.RedisClient;
import workshop.queue.JsonSerializer;

/** LPUSH and BRPOP, which acknowledge nothing: the least that a consumer can do. */
final class BareList implements Contender {

    private static final JsonSerializer JSON = new JsonSerializer();
    private static final byte[] LIST = QUEUE.getBytes(UTF_8);

    @Override
    public void enqueue(URI redis, List<String> tasks) {
        try (var client = RedisClient.create(redis)) {
            client.lpush(LIST, tasks.stream().map(JSON::dumps).toArray(byte[][]::new));
        }
    }

    @Override
    public void work(URI redis) throws InterruptedException {
        try (var client = RedisClient.create(redis)) {
            while (true) {
                var popped = client.brpop(1, LIST);
                if (popped != null) {
                    Task.run((String) JSON.loads(popped.get(1)));
                }
            }
        }
    }
}
