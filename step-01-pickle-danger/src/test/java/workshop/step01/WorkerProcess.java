package workshop.step01;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.util.KeyValue;
import workshop.queue.JsonSerializer;
import workshop.queue.Serializer;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;
import workshop.redis.Redis;

/** A worker in a process of its own: one that can be hung, and killed, without harm to the tests. */
final class WorkerProcess implements AutoCloseable {

    private static final double SECONDS_TO_START = 30;
    private static final int MILLIS_OF_WATCHING = 300;

    private final String name = "test:" + UUID.randomUUID();
    private final TaskQueue queue = new TaskQueue(Redis.client(), name);
    private final Process process;

    /** Starts a worker with that serializer, which needs a constructor without parameters, and waits until it works. */
    WorkerProcess(Class<? extends Serializer> serializer) throws IOException, URISyntaxException {
        process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath(),
                WorkerProcess.class.getName(), Redis.uri().toString(), name, serializer.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        queue.enqueue("say ready", null, new JsonSerializer());
        nextReply(SECONDS_TO_START).orElseThrow(() -> new IllegalStateException("The worker process did not start."));
    }

    TaskQueue queue() {
        return queue;
    }

    /** What the handler of the next message said; empty when nothing was handled for so long. */
    Optional<String> nextReply(double seconds) {
        return Optional.ofNullable(Redis.client().blpop(seconds, repliesTo(name))).map(KeyValue::getValue);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
        Redis.client().del(name, name + ":dead", repliesTo(name));
    }

    /** The worker's own main. Parameters: address of Redis, queue, serializer. */
    public static void main(String[] args) throws Exception {
        try (var redis = RedisClient.create(args[0])) {
            var serializer = (Serializer) Class.forName(args[2]).getDeclaredConstructor().newInstance();
            Worker.on(new TaskQueue(redis, args[1]))
                    .accept(serializer)
                    .accept(new JsonSerializer())
                    .handle("say ready", (payload, message) -> redis.rpush(repliesTo(args[1]), "ready"))
                    .handle("moderate", (payload, message) -> redis.rpush(repliesTo(args[1]), payload + ", busy threads: " + busyThreads()))
                    .build()
                    .run();
        }
    }

    /** Threads beside this one that use a core: what a time-out leaves behind, for nothing stops a hash code half way. */
    private static long busyThreads() throws InterruptedException {
        var threads = ManagementFactory.getThreadMXBean();
        long[] ids = LongStream.of(threads.getAllThreadIds()).filter(id -> id != Thread.currentThread().getId()).toArray();
        long[] before = LongStream.of(ids).map(threads::getThreadCpuTime).toArray();
        TimeUnit.MILLISECONDS.sleep(MILLIS_OF_WATCHING); // not to wait for anything: it is the span that is measured
        long busy = 0;
        for (int i = 0; i < ids.length; i++) {
            long used = threads.getThreadCpuTime(ids[i]) - before[i];
            if (used > TimeUnit.MILLISECONDS.toNanos(MILLIS_OF_WATCHING / 3)) {
                busy++;
            }
        }
        return busy;
    }

    private static String repliesTo(String queue) {
        return queue + ":replies";
    }

    /** Where this step's classes and the kit lie, whoever loaded them here. */
    private static String classPath() throws URISyntaxException {
        var places = new LinkedHashSet<String>();
        for (Class<?> type : List.of(WorkerProcess.class, Draft.class, Worker.class)) {
            places.add(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
        }
        places.add(System.getProperty("java.class.path"));
        return String.join(File.pathSeparator, places);
    }
}
