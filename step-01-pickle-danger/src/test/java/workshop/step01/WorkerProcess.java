package workshop.step01;

import java.io.File;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import workshop.queue.JsonSerializer;
import workshop.queue.QueueServer;
import workshop.queue.Serializer;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;
import workshop.redis.Redis;

/** A worker in a separate process: it can hang, and be killed, without harm to the tests. */
final class WorkerProcess implements AutoCloseable {

    private static final int SECONDS_TO_START = 30;

    /**
     * An honest draft takes a few milliseconds; processor time does not depend on what else runs.
     */
    private static final Duration MUCH_TO_COMPUTE = Duration.ofMillis(800);

    private static final int SECONDS_OF_PATIENCE = 10;

    private final String name = "test:" + UUID.randomUUID();
    private final TaskQueue queue = new TaskQueue(QueueServer.ofThisRun().queue(name));
    private final Process process;

    /**
     * Starts a worker with this serializer, which needs a constructor without parameters, and waits
     * until the worker is ready.
     */
    WorkerProcess(Class<? extends Serializer> serializer) throws IOException, URISyntaxException {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath(),
                        property(Redis.PROPERTY, Redis.uri().toString()),
                        property(
                                QueueServer.PROPERTY, System.getProperty(QueueServer.PROPERTY, "")),
                        WorkerProcess.class.getName(),
                        name,
                        serializer.getName());
        process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        queue.enqueue("say ready", null, new JsonSerializer());
        reply(SECONDS_TO_START).orElseThrow(() -> new IllegalStateException(notReady()));
    }

    private String notReady() {
        return isAlive()
                ? "The worker's process is not ready after %s seconds. This machine may be busy."
                        .formatted(SECONDS_TO_START)
                : "The worker's process ended with exit code %s before it was ready."
                        .formatted(process.exitValue());
    }

    TaskQueue queue() {
        return queue;
    }

    /**
     * What the handler of a message saw.
     *
     * @param payload the payload as text
     * @param stillReading how many other threads were reading an object; a time-out leaves such
     *     threads behind
     */
    record Reply(String payload, long stillReading) {}

    /**
     * What the handler of the next message replied; empty when there is none to come, when the
     * worker has computed for long and is not there yet, when it waits for something that does not
     * come, or when it has ended.
     */
    Optional<Reply> nextReply(BooleanSupplier noneWillCome) {
        var before = computed();
        for (int second = 0; second < SECONDS_OF_PATIENCE; second++) {
            var reply = reply(1);
            var computed = computed().minus(before);
            if (reply.isPresent()
                    || !isAlive()
                    || computed.compareTo(MUCH_TO_COMPUTE) > 0
                    || noneWillCome.getAsBoolean()) {
                return reply;
            }
        }
        return Optional.empty();
    }

    /** How much processor time the process has had. */
    Duration computed() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private Optional<Reply> reply(int seconds) {
        // Redis 5, on Windows, takes whole seconds only.
        List<String> reply = Redis.client().blpop(seconds, repliesTo(name));
        if (reply == null) {
            return Optional.empty();
        }
        String[] parts = reply.get(1).split(" ", 2);
        return Optional.of(new Reply(parts[1], Long.parseLong(parts[0])));
    }

    /** Whether the process is still there. */
    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
        QueueServer.ofThisRun().delete(name);
        Redis.client().del(repliesTo(name));
    }

    private static String property(String name, String value) {
        return "-D%s=%s".formatted(name, value);
    }

    /** The worker process's main. Parameters: queue, serializer. It replies on a Redis. */
    public static void main(String[] args) throws Exception {
        // Without this, a worker that is reading a bomb when Maven is killed would go on for ever.
        ProcessHandle.current()
                .parent()
                .ifPresent(tests -> tests.onExit().thenRun(() -> Runtime.getRuntime().halt(0)));
        var redis = Redis.client();
        String replies = repliesTo(args[0]);
        var serializer = (Serializer) Class.forName(args[1]).getDeclaredConstructor().newInstance();
        Worker.on(new TaskQueue(QueueServer.ofThisRun().queue(args[0])))
                .accept(serializer)
                .accept(new JsonSerializer())
                .handle("say ready", (payload, message) -> redis.rpush(replies, reply("ready")))
                .handle("moderate", (payload, message) -> redis.rpush(replies, reply(payload)))
                .run();
    }

    private static String reply(Object payload) {
        return "%s %s".formatted(readingThreads(), payload);
    }

    private static long readingThreads() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey() != Thread.currentThread())
                .filter(thread -> isReading(thread.getValue()))
                .count();
    }

    private static boolean isReading(StackTraceElement[] stack) {
        String reader = ObjectInputStream.class.getName();
        return Stream.of(stack).anyMatch(frame -> frame.getClassName().equals(reader));
    }

    private static String repliesTo(String queue) {
        return queue + ":replies";
    }

    /** Where this step's classes and the kit are, no matter which class loader loaded them. */
    private static String classPath() throws URISyntaxException {
        var places = new LinkedHashSet<String>();
        for (Class<?> type : List.of(WorkerProcess.class, Draft.class, Worker.class)) {
            places.add(
                    Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                            .toString());
        }
        places.add(System.getProperty("java.class.path"));
        return String.join(File.pathSeparator, places);
    }
}
