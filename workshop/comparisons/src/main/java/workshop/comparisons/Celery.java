package workshop.comparisons;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import redis.clients.jedis.RedisClient;
import workshop.celery.Call;
import workshop.celery.CallSerializer;
import workshop.celery.CeleryQueue;
import workshop.queue.TaskQueue;

/** Celery's worker with its solo pool, in Python. It acknowledges a message after its task. */
final class Celery implements Contender {

    private static final String PYTHON = System.getProperty("workshop.python", "/usr/bin/python3");

    /** Whether that Python has Celery. */
    static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder(PYTHON, "-c", "import celery, redis").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void enqueue(URI redis, List<String> tasks) {
        try (var client = RedisClient.create(redis)) {
            var queue = new TaskQueue(new CeleryQueue(client, QUEUE));
            tasks.forEach(text -> queue.enqueue("run", Call.of(text), new CallSerializer()));
        }
    }

    @Override
    public void work(URI redis) {
        throw new UnsupportedOperationException("Its worker is no Java process.");
    }

    @Override
    public List<String> command(String name, URI redis, int warmUp, int timed) {
        return List.of(
                PYTHON,
                "-c",
                script(),
                redis.toString(),
                QUEUE,
                Integer.toString(warmUp),
                Integer.toString(timed),
                Long.toString(LEASE.toSeconds()));
    }

    private static String script() {
        try (var script = Celery.class.getResourceAsStream("celery_worker.py")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
