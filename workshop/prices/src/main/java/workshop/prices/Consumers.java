package workshop.prices;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;
import workshop.celery.Call;
import workshop.celery.CallSerializer;
import workshop.celery.CeleryQueue;
import workshop.queue.Fields;
import workshop.queue.JsonSerializer;
import workshop.queue.Message;
import workshop.queue.TaskHandler;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;
import workshop.redis.Redis;

/** Consumers of a queue that was filled beforehand, on one Redis, with tasks that do nothing. */
final class Consumers {

    static final String PYTHON = System.getProperty("workshop.python", "/usr/bin/python3");
    private static final String CELERY_WORKER =
            "-m celery -A noop worker --pool=solo --loglevel=ERROR"
                    + " --without-gossip --without-mingle --without-heartbeat";
    private static final int PIPELINE = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long NANOSECONDS_BETWEEN_QUESTIONS = 20_000_000;
    private static final JsonSerializer JSON = new JsonSerializer();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Consumers() {}

    /**
     * The kit's worker, which acknowledges each message.
     *
     * @param tasks how many tasks are run
     * @param waiting how many tasks the queue holds at first
     * @param bytes the size of each body
     * @param workers how many workers there are, each on its own thread
     */
    static Rate kit(int tasks, int waiting, int bytes, int workers) {
        return kit(tasks, waiting, bytes, workers, 1);
    }

    /** The same for workers that take several messages at once. */
    static Rate kit(int tasks, int waiting, int bytes, int workers, int prefetch) {
        String name = "prices:" + UUID.randomUUID();
        try {
            fillStream(name, waiting, bytes);
            return work(new TaskQueue(Redis.client(), name), tasks, waiting, workers, prefetch);
        } finally {
            Redis.client().del(name, name + ":dead");
        }
    }

    /** The kit's workers on a queue that holds so many tasks. */
    static Rate work(TaskQueue queue, int tasks, int waiting, int workers, int prefetch) {
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try {
            var crew =
                    Stream.generate(() -> Worker.on(queue).accept(JSON).prefetch(prefetch))
                            .limit(workers)
                            .toList();
            var left = new AtomicInteger(tasks);
            var end = new AtomicLong();
            TaskHandler noop =
                    (payload, message) -> {
                        if (left.decrementAndGet() == 0) {
                            // Now, and not when all have ended: a worker that waits for the next
                            // message notices after up to a second that it was closed.
                            end.set(System.nanoTime());
                            crew.forEach(Worker::close);
                        }
                    };
            crew.forEach(worker -> worker.handle("noop", noop));
            long start = System.nanoTime();
            var running =
                    crew.stream()
                            .map(
                                    worker ->
                                            CompletableFuture.supplyAsync(
                                                    () -> work(worker), threads))
                            .toList();
            long cpu = running.stream().mapToLong(CompletableFuture::join).sum();
            if (!comesTo(queue, waiting - tasks) || !queue.deadLetters().isEmpty()) {
                throw new IllegalStateException(
                        "Of %s tasks, %s are left and %s are dead letters."
                                .formatted(waiting, queue.length(), queue.deadLetters().size()));
            }
            return new Rate(tasks, Duration.ofNanos(end.get() - start), Duration.ofNanos(cpu));
        } finally {
            threads.shutdown();
        }
    }

    /** RabbitMQ may count a little later what was acknowledged or given back. */
    private static boolean comesTo(TaskQueue queue, int length) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (queue.length() != length) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            LockSupport.parkNanos(NANOSECONDS_BETWEEN_QUESTIONS);
        }
        return true;
    }

    /** Runs a worker until it is closed, and returns the nanoseconds of processor time it took. */
    private static long work(Worker worker) {
        long before = THREADS.getCurrentThreadCpuTime();
        try {
            worker.run();
        } catch (InterruptedException e) {
            throw new IllegalStateException("No one interrupts it.", e);
        }
        return THREADS.getCurrentThreadCpuTime() - before;
    }

    /** The least that a consumer can do: BRPOP and decode. If it dies, the popped task is lost. */
    static Rate plain(int tasks, int bytes) {
        String list = "prices:" + UUID.randomUUID();
        try {
            fillList(list, tasks, JSON.dumps("x".repeat(bytes)));
            long cpu = THREADS.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            for (int i = 0; i < tasks; i++) {
                JSON.loads(Redis.client().brpop(1, list.getBytes(UTF_8)).get(1));
            }
            return new Rate(
                    tasks,
                    Duration.ofNanos(System.nanoTime() - start),
                    Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - cpu));
        } finally {
            Redis.client().del(list);
        }
    }

    /** Whether that Python has Celery. */
    static boolean celeryIsThere() throws InterruptedException {
        try {
            return new ProcessBuilder(PYTHON, "-c", "import celery, redis").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Celery's worker with its solo pool. By default it acknowledges a message before it runs the
     * task.
     */
    static Rate celery(int tasks, int bytes) throws IOException, InterruptedException {
        String name = "prices:" + UUID.randomUUID();
        Path folder = Files.createTempDirectory("prices");
        try (var script = Consumers.class.getResourceAsStream("noop.py")) {
            Files.copy(script, folder.resolve("noop.py"));
            new TaskQueue(new CeleryQueue(Redis.client(), name))
                    .enqueue("noop", Call.of("x".repeat(bytes)), new CallSerializer());
            // Celery does not mind that all messages have the same id.
            fillList(name, tasks - 1, Redis.client().lindex(name.getBytes(UTF_8), 0));
            var command = new ArrayList<>(List.of(PYTHON));
            command.addAll(List.of(CELERY_WORKER.split(" ")));
            var builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectError(folder.resolve("log").toFile());
            builder.environment().put("REDIS", Redis.uri().toString());
            builder.environment().put("QUEUE", name);
            builder.environment().put("TASKS", Integer.toString(tasks));
            builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
            builder.environment().put("C_FORCE_ROOT", "1");
            var process = builder.start();
            try {
                return read(process, tasks, folder);
            } finally {
                process.destroyForcibly().waitFor();
            }
        } finally {
            Redis.client().del(name, "_kombu.binding." + name);
            Redis.client().del(Redis.client().keys(name + ":java*").toArray(String[]::new));
            for (String file : new String[] {"noop.py", "log", ""}) {
                Files.deleteIfExists(folder.resolve(file));
            }
        }
    }

    private static Rate read(Process process, int tasks, Path folder) throws IOException {
        var output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.matches("[0-9.e-]+ [0-9.e-]+")) {
                String[] seconds = line.split(" ");
                // from the first task to the last
                return new Rate(tasks - 1, seconds(seconds[0]), seconds(seconds[1]));
            }
        }
        throw new IllegalStateException(
                "Celery ended before its tasks were done.%n%s"
                        .formatted(Files.readString(folder.resolve("log"))));
    }

    private static Duration seconds(String text) {
        return Duration.ofNanos(Math.round(Double.parseDouble(text) * 1e9));
    }

    /** Fills a stream as the kit's queue would. */
    static void fillStream(String name, int messages, int bytes) {
        var flat = noop(bytes).flat();
        var arguments = new ArrayList<>(List.of(name.getBytes(UTF_8), "*".getBytes(UTF_8)));
        arguments.addAll(flat);
        fill(messages, Command.XADD, arguments.toArray(byte[][]::new));
    }

    /** A task that does nothing. */
    static Fields noop(int bytes) {
        return Fields.of(Message.of("noop", JSON.contentType(), JSON.dumps("x".repeat(bytes))));
    }

    private static void fillList(String name, int messages, byte[] message) {
        fill(messages, Command.LPUSH, name.getBytes(UTF_8), message);
    }

    private static void fill(int messages, Command command, byte[]... arguments) {
        RedisClient redis = Redis.client();
        for (int sent = 0; sent < messages; sent += PIPELINE) {
            try (var pipeline = redis.pipelined()) { // sends when it is closed
                for (int i = sent; i < Math.min(messages, sent + PIPELINE); i++) {
                    pipeline.sendCommand(command, arguments);
                }
            }
        }
    }
}
