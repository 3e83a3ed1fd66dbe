package workshop.coach.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import workshop.coach.engine.RunnerProtocol.Reply;
import workshop.coach.engine.RunnerProtocol.Report;
import workshop.coach.engine.RunnerProtocol.Request;
import workshop.grading.TestResult;

/**
 * A JVM that runs exercises, one at a time, for as long as it is in good health. Wrong code may
 * loop for ever, end its JVM or leave a busy thread behind. None of that can be cured from inside,
 * so this JVM is thrown away then.
 *
 * <p>{@link RunnerMain} is the other side.
 */
final class Runner implements AutoCloseable {

    private static final Duration TO_START = Duration.ofMinutes(2);

    /**
     * How many times its own start a JVM may take until the first test has begun. Without a warm-up
     * it takes five times as long.
     */
    private static final int STARTS_UNTIL_FIRST_TEST = 20;

    /** The same for each test. A race of all orders takes some five times as long. */
    private static final int STARTS_FOR_A_TEST = 12;

    private static final List<String> JVM_OPTIONS =
            List.of(
                    // as in the parent POM
                    "-Xmx512m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    // see RunnerMain.freeMemory()
                    "-XX:SoftRefLRUPolicyMSPerMB=0",
                    // the contexts of earlier builds are of no use, and large
                    "-Dspring.test.context.cache.maxSize=1",
                    // no file in the folder in which the coach was started
                    "-Djqwik.database=");

    private static final Reply END = new Reply(null, List.of(), null);

    private final Process process;
    private final Writer requests;
    private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final long started = System.nanoTime();

    /** How long the JVM took until it first said something, in nanoseconds; 0 until then. */
    private volatile long start;

    /** How many times it has yet to say that it is ready. */
    private int awaited = 1;

    /** What this runner may still be busy with, though no one waits for it any more. */
    private volatile Request abandoned;

    private volatile boolean closed;

    /**
     * Starts the JVM, and does not wait until it is up.
     *
     * @param options more options of {@code java}
     * @param properties its system properties
     */
    Runner(Libraries libraries, List<String> options, Map<String, String> properties)
            throws IOException {
        var arguments = new ArrayList<>(JVM_OPTIONS);
        arguments.addAll(options);
        properties.forEach((name, value) -> arguments.add("-D" + name + "=" + value));
        arguments.add(RunnerMain.class.getName());
        process = JavaProcess.of(libraries.all(), arguments).start();
        requests = process.outputWriter(UTF_8);
        var listener = new Thread(this::listen, "runner-" + process.pid());
        listener.setDaemon(true);
        listener.start();
    }

    /**
     * Tells it to do what takes time at its first request, in advance. Useful while there is
     * something else to wait for.
     */
    void warmUp() {
        awaited++;
        try {
            requests.write(RunnerProtocol.WARM_UP + "\n");
            requests.flush();
        } catch (IOException gone) {
            // awaitReady() will say why
        }
    }

    private void listen() {
        try (var lines = process.inputReader(UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                hear(line);
            }
        } catch (IOException | UncheckedIOException closed) {
            // the process was killed: as good as an end
        } finally {
            replies.add(END);
        }
    }

    private void hear(String line) {
        if (line.isBlank()) {
            return; // a reply begins in a line of its own
        }
        if (!line.startsWith(RunnerProtocol.MARK)) {
            complaints.add(line);
            return;
        }
        start = start == 0 ? System.nanoTime() - started : start;
        var reply = line.substring(RunnerProtocol.MARK.length());
        try {
            replies.add(JsonMapper.shared().readValue(reply, Reply.class));
        } catch (JacksonException foreign) {
            complaints.add(line); // an exercise has written it past System.out
        }
    }

    /**
     * Waits until it is up, and warm if it was told to.
     *
     * @throws IOException when it is not after a while, with what its JVM has said
     */
    void awaitReady() throws IOException, InterruptedException {
        for (; awaited > 0; awaited--) {
            var first = replies.poll(TO_START.toSeconds(), TimeUnit.SECONDS);
            if (first == null || first == END) {
                close();
                throw broken("The JVM that runs the exercises did not start.");
            }
        }
    }

    private IOException broken(String what) {
        return new IOException(what + " It says:\n" + String.join("\n", complaints));
    }

    /**
     * Runs one exercise. To be called when this runner is {@link #awaitReady() ready} and {@link
     * #settled()}.
     *
     * @param patience how long it may go on without a sign of life: the next test has begun, or the
     *     exercise is over. It may take longer on a machine that is slow now
     * @param grace how long it has to end by itself after an interrupt
     * @throws ExerciseDied when it ended its JVM, or was killed after that time; this runner serves
     *     no more then
     * @throws InterruptedException when the calling thread was interrupted: the exercise is
     *     abandoned, see {@link #settled()}
     */
    Report run(Request request, Duration patience, Duration grace)
            throws IOException, InterruptedException, ExerciseDied {
        requests.write(JsonMapper.shared().writeValueAsString(request) + "\n");
        requests.flush();
        try {
            return report(patience);
        } catch (InterruptedException e) {
            abandoned = request;
            CompletableFuture.delayedExecutor(grace.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> killUnlessDone(request));
            throw e;
        }
    }

    private Report report(Duration patience)
            throws IOException, InterruptedException, ExerciseDied {
        var untilFirstTest = Math.max(patience.toNanos(), STARTS_UNTIL_FIRST_TEST * start);
        var forATest = Math.max(patience.toNanos(), STARTS_FOR_A_TEST * start);
        var ended = new ArrayList<TestResult>();
        var reply = next(ended, null, untilFirstTest);
        while (reply.report() == null) {
            ended.addAll(reply.ended());
            reply = next(ended, reply.test(), forATest);
        }
        return reply.report();
    }

    /** The next sign of life while a test runs, or before the first when that is null. */
    private Reply next(List<TestResult> ended, String test, long nanos)
            throws IOException, InterruptedException, ExerciseDied {
        var reply = replies.poll(nanos, TimeUnit.NANOSECONDS);
        if (reply == null) {
            close();
            var time = TimeUnit.NANOSECONDS.toSeconds(nanos) + " seconds";
            throw new ExerciseDied(ended, test, TestResult.notFinishedAfter(time));
        }
        if (reply == END) {
            var code = process.waitFor();
            // An exercise may end its JVM with that code, too; but then nothing is said.
            if (code == RunnerProtocol.BROKEN && !complaints.isEmpty()) {
                throw broken("The JVM that runs the exercises broke.");
            }
            throw new ExerciseDied(
                    ended,
                    test,
                    "ended its JVM with exit code %s: does your code call System.exit or halt?"
                            .formatted(code));
        }
        return reply;
    }

    private synchronized void killUnlessDone(Request request) {
        if (abandoned == request) {
            close();
        }
    }

    /**
     * Waits until an exercise that was abandoned is over, or killed. Most end by themselves, and a
     * warm JVM is worth that moment.
     *
     * @return whether this runner can serve again
     */
    boolean settled() throws InterruptedException {
        var healthy = true;
        while (abandoned != null) {
            var reply = replies.take();
            if (reply == END || reply.report() != null) {
                healthy = reply != END && !reply.report().spent();
                synchronized (this) {
                    abandoned = null;
                }
            }
        }
        // A process that is being killed may seem alive for a moment.
        return healthy && !closed && process.isAlive();
    }

    /** Lets it end by itself, and waits for that. */
    void end() throws IOException, InterruptedException {
        requests.close();
        process.waitFor();
    }

    /** Kills the JVM, and what it has started. */
    @Override
    public synchronized void close() {
        closed = true;
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
