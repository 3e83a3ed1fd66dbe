package workshop.comparisons;

import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.redisson.Redisson;
import org.redisson.api.ExecutorOptions;
import org.redisson.api.RedissonClient;
import org.redisson.api.WorkerOptions;
import org.redisson.config.Config;

/** Redisson's executor service: a task is an object, and its class travels with it. */
final class RedissonExecutor implements Contender {

    private static final ExecutorOptions OPTIONS =
            ExecutorOptions.defaults().taskRetryInterval(LEASE.toSeconds(), TimeUnit.SECONDS);

    @Override
    public void enqueue(URI redis, List<String> tasks) {
        var client = client(redis);
        try {
            var executor = client.getExecutorService(QUEUE, OPTIONS);
            // One by one: what is enqueued in one batch never comes back from a dead worker.
            tasks.forEach(text -> executor.execute(new Run(text)));
        } finally {
            client.shutdown();
        }
    }

    @Override
    public void work(URI redis) {
        client(redis)
                .getExecutorService(QUEUE, OPTIONS)
                .registerWorkers(WorkerOptions.defaults().workers(1));
    }

    private static RedissonClient client(URI redis) {
        var config = new Config();
        config.useSingleServer().setAddress(redis.toString());
        return Redisson.create(config);
    }

    /** Public, with a constructor for everyone: the worker makes it from the bytes that arrive. */
    public static final class Run implements Runnable, Serializable {

        private static final long serialVersionUID = 1;

        private String text;

        public Run() {}

        Run(String text) {
            this.text = text;
        }

        @Override
        public void run() {
            try {
                Task.run(text);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
