package workshop.coach.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
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
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import workshop.grading.ExerciseResult;

/**
 * A JVM that runs exercises, one at a time, for as long as it is in good health. Wrong code may
 * loop for ever, end its JVM or leave a busy thread behind; none of that can be cured from inside,
 * so this JVM is thrown away then.
 *
 * <p>The two sides talk in lines of JSON over the process's own streams; {@link RunnerMain} is the
 * other one.
 */
final class Runner implements AutoCloseable {

    /**
     * Begins the lines that are meant for this side: a JVM writes warnings of its own into the same
     * stream.
     */
    static final String MARK = "@coach ";

    /** Instead of a request: warm up. */
    static final String WARM_UP = "warm up";

    /**
     * The exit code of a runner that broke by its own fault, and not by that of the code it ran.
     */
    static final int BROKEN = 70;

    private static final Duration TO_START = Duration.ofMinutes(2);

    /**
     * How many times its own start a JVM may take until the first test has begun. Without a warm-up
     * it is five times.
     */
    private static final int STARTS = 20;

    private static final Reply END = new Reply(null, null);

    /**
     * Run this exercise.
     *
     * @param step the step's folder
     * @param classPath folders with the step's classes and resources; the first that has a file
     *     wins
     * @param testClass the class that is the exercise
     */
    record Request(String step, List<String> classPath, String testClass) {}

    /**
     * What a runner says: ready, after its start or a warm-up (both null); a test has begun; or the
     * exercise is over.
     */
    record Reply(String test, Report report) {}

    /**
     * An exercise that came to its end.
     *
     * @param spent whether the runner should serve no more: a test was given up, and a thread of it
     *     may be busy for ever; or memory runs short
     */
    record Report(ExerciseResult result, boolean spent) {}

    /** An exercise that did not come to its end; its runner is gone with it. */
    static final class Died extends Exception {

        private static final long serialVersionUID = 1;

        private final String test;

        private Died(String test, String message) {
            super(message);
            this.test = test;
        }

        /** The test that was running, or null when none was. */
        String test() {
            return test;
        }
    }

    private final Process process;
    private final Writer requests;
    private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final long started = System.nanoTime();
    private volatile long start;

    /** How many times it has yet to say that it is ready. */
    private int awaited = 1;

    /** What this runner may still be busy with, though nobody wants to know any more. */
    private volatile Request abandoned;

    private volatile boolean closed;

    /**
     * Starts the JVM, and does not wait until it is up.
     *
     * @param options more options of {@code java}
     */
    Runner(List<Path> libraries, List<String> options, Map<String, String> properties)
            throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                java(),
                                "-Xmx512m",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC", // as the parent POM has it
                                "-XX:SoftRefLRUPolicyMSPerMB=0", // see RunnerMain.freeMemory()
                                "-Dspring.test.context.cache.maxSize=1", // the contexts of earlier
                                // builds are of no use,
                                // and large
                                "-Djqwik.database=")); // no file in the folder in which the coach
        // was started
        command.addAll(options);
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add(RunnerMain.class.getName());
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", classPath(libraries));
        process = builder.start();
        requests = process.outputWriter(UTF_8);
        var listener = new Thread(this::listen, "runner-" + process.pid());
        listener.setDaemon(true);
        listener.start();
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A class path for the environment: as an argument it is too long for Windows. */
    static String classPath(List<Path> libraries) {
        return libraries.stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * Tells it to do what takes time at its first request, in advance. Useful while there is
     * something else to wait for.
     */
    void warmUp() {
        awaited++;
        try {
            requests.write(WARM_UP + "\n");
            requests.flush();
        } catch (IOException gone) {
            // awaitReady() will say why
        }
    }

    private void listen() {
        try (var lines = process.inputReader(UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(MARK)) {
                    start = start == 0 ? System.nanoTime() - started : start;
                    replies.add(
                            JsonMapper.shared()
                                    .readValue(line.substring(MARK.length()), Reply.class));
                } else {
                    complaints.add(line);
                }
            }
        } catch (IOException | UncheckedIOException closed) {
            // the process was killed: as good as an end
        } finally {
            replies.add(END);
        }
    }

    /**
     * Runs one exercise. To be called when this runner is {@link #awaitReady() ready} and {@link
     * #settled()}.
     *
     * @param patience how long it may go on without a sign of life: the next test has begun, or the
     *     exercise is over; until the first test has begun it may take longer on a machine that is
     *     slow now
     * @param grace how long it has to end by itself after an interrupt
     * @throws Died when it ended its JVM, or was killed after that time; this runner serves no more
     *     then
     * @throws InterruptedException when the calling thread was interrupted: the exercise is
     *     abandoned, see {@link #settled()}
     */
    Report run(Request request, Duration patience, Duration grace)
            throws IOException, InterruptedException, Died {
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
        return healthy
                && !closed
                && process.isAlive(); // a process that is being killed may seem alive for a moment
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
                throw new IOException(
                        "The JVM that runs the exercises did not start. It says:\n"
                                + String.join("\n", complaints));
            }
        }
    }

    /** Lets it end by itself, and waits for that. */
    void end() throws IOException, InterruptedException {
        requests.close();
        process.waitFor();
    }

    private Report report(Duration patience) throws IOException, InterruptedException, Died {
        String test = null;
        while (true) {
            var nanos =
                    test == null
                            ? Math.max(patience.toNanos(), STARTS * start)
                            : patience.toNanos();
            var reply = replies.poll(nanos, TimeUnit.NANOSECONDS);
            if (reply == null) {
                close();
                throw new Died(
                        test,
                        "was not finished after %d seconds and was stopped: an endless loop or a deadlock?"
                                .formatted(TimeUnit.NANOSECONDS.toSeconds(nanos)));
            }
            if (reply == END) {
                var code = process.waitFor();
                if (code == BROKEN) {
                    throw new IOException(
                            "The JVM that runs the exercises failed. It says:\n"
                                    + String.join("\n", complaints));
                }
                throw new Died(
                        test,
                        "ended its JVM with exit code %d: does your code call System.exit or halt?"
                                .formatted(code));
            }
            if (reply.report() != null) {
                return reply.report();
            }
            test = reply.test();
        }
    }

    /** Kills the JVM, and what it has started. */
    @Override
    public synchronized void close() {
        closed = true;
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
