package workshop.coach.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.discoveryRequest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.platform.commons.util.AnnotationUtils;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherFactory;
import tools.jackson.databind.json.JsonMapper;
import workshop.coach.engine.RunnerProtocol.Reply;
import workshop.coach.engine.RunnerProtocol.Report;
import workshop.coach.engine.RunnerProtocol.Request;
import workshop.grading.Gradebook;
import workshop.grading.Hang;
import workshop.grading.Status;
import workshop.grading.TestResult;
import workshop.grading.step.StepFolder;

/**
 * The other side of {@link Runner}: runs one exercise after the other, and ends when the coach
 * does.
 */
final class RunnerMain {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_METASPACE = 256 << 20;

    /**
     * After so many builds their memory is freed: rarely enough that hardly a save has to wait for
     * it.
     */
    static final int BUILDS_TO_KEEP = 25;

    private final PrintStream replies;

    /** What the tests, the learner's code and the log print. */
    private final Printed printed = new Printed();

    /** The score is printed by the coach, and Flight Recorder's listener takes time to start. */
    private final Launcher launcher =
            LauncherFactory.create(
                    LauncherConfig.builder()
                            .enableTestExecutionListenerAutoRegistration(false)
                            .enableLauncherDiscoveryListenerAutoRegistration(false)
                            .build());

    private int builds;

    /** The count of builds when memory was freed last. */
    private int freed;

    private List<String> classPath = List.of();
    private StepClassLoader classes;

    private RunnerMain(PrintStream replies) {
        this.replies = replies;
    }

    /** Reads requests until the input ends, which it also does when the coach is killed. */
    public static void main(String[] args) {
        var runner = new RunnerMain(new PrintStream(System.out, true, UTF_8));
        var requests = new LinkedBlockingQueue<String>();
        var input = System.in;
        var listener = new Thread(() -> listen(input, requests), "requests");
        listener.setDaemon(true);
        listener.start();

        System.setIn(InputStream.nullInputStream());
        System.setOut(new PrintStream(runner.printed, true, UTF_8));
        System.setErr(System.out);
        try {
            runner.serve(requests);
        } catch (Throwable mistake) {
            mistake.printStackTrace(runner.replies); // the other side shows it
            Runtime.getRuntime().halt(RunnerProtocol.BROKEN);
        }
    }

    private static void listen(InputStream input, Queue<String> requests) {
        try (var in = new BufferedReader(new InputStreamReader(input, UTF_8))) {
            in.lines().forEach(requests::add);
        } catch (IOException | UncheckedIOException closed) {
            // the coach is gone
        }
        Runtime.getRuntime().halt(0); // whatever a test is doing right now
    }

    private void serve(BlockingQueue<String> requests) throws Exception {
        reply(Reply.READY);
        while (true) {
            var request = requests.take();
            if (request.equals(RunnerProtocol.WARM_UP)) {
                warmUp();
                reply(Reply.READY);
            } else {
                reply(new Reply(null, List.of(), run(JSON.readValue(request, Request.class))));
                freeMemory();
            }
        }
    }

    private void reply(Reply reply) {
        replies.println("\n" + RunnerProtocol.MARK + JSON.writeValueAsString(reply));
    }

    /** Its outcome does not matter: if something is amiss here, an exercise will say so. */
    private void warmUp() {
        launcher.execute(discoveryRequest().selectors(selectClass(WarmUp.class)).build());
    }

    private Report run(Request request) throws Exception {
        var loader = loader(request.classPath());
        Thread.currentThread().setContextClassLoader(loader);
        var book = new Gradebook(StepFolder.at(Path.of(request.step())));
        var watch = new Watch(book);
        OutOfMemoryError broken = null;
        try {
            launcher.execute(
                    discoveryRequest()
                            .selectors(selectClass(loader, request.testClass()))
                            .forExecution()
                            .listeners(book, watch)
                            .cancellationToken(watch.giveUp)
                            .build());
        } catch (OutOfMemoryError e) {
            broken = e; // for JUnit it is the end of the run, and of no test
        }
        var result =
                book.result().exercises().stream()
                        .filter(exercise -> exercise.testClass().equals(request.testClass()))
                        .findFirst()
                        .orElseThrow();
        if (broken != null) {
            var tests = withFailure(result.tests(), watch.test, broken.toString());
            return new Report(result.with(tests), true, printed.take());
        }
        return new Report(
                result, watch.giveUp.isCancellationRequested() || memoryIsShort(), printed.take());
    }

    private static List<TestResult> withFailure(
            List<TestResult> tests, String name, String message) {
        return Stream.concat(
                        tests.stream().filter(test -> test.status() != Status.MISSING),
                        Stream.of(new TestResult(name, Status.FAILED, message, null, 0)))
                .toList();
    }

    /**
     * The same classes as before, static state and cached contexts included, as long as it is the
     * same build.
     */
    private ClassLoader loader(List<String> wanted)
            throws IOException, ReflectiveOperationException {
        if (!wanted.equals(classPath)) {
            forget();
            // The one before is not closed: Spring still has its context to close with it.
            classes = new StepClassLoader(wanted);
            classPath = wanted;
            builds++;
        }
        return classes;
    }

    /**
     * To be called when no one waits. Spring's caches hold the classes of a build by soft
     * references. A collection clears those that were not used since the one before; hence the two.
     */
    private void freeMemory() {
        if (builds - freed >= BUILDS_TO_KEEP) {
            freed = builds;
            System.gc();
            System.gc();
        }
    }

    /**
     * Whether what is left behind, by a learner's threads and static variables for instance, has
     * become too much.
     */
    private static boolean memoryIsShort() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().anyMatch(RunnerMain::isShort);
    }

    private static boolean isShort(MemoryPoolMXBean pool) {
        return switch (pool.getName()) {
            case "Metaspace" -> pool.getUsage().getUsed() > MOST_METASPACE;
            case "Tenured Gen" -> {
                var left = pool.getCollectionUsage();
                yield left.getUsed() > left.getMax() / 2;
            }
            default -> false;
        };
    }

    /** JUnit remembers every annotation that it has met, and with it all classes of a build. */
    private static void forget() throws ReflectiveOperationException {
        var met = AnnotationUtils.class.getDeclaredField("repeatableAnnotationContainerCache");
        met.setAccessible(true);
        ((Map<?, ?>) met.get(null)).clear();
    }

    /** A thread that may spin for ever, or a full memory. */
    private static boolean leavesTrouble(Throwable thrown) {
        return Hang.is(thrown) || thrown.getCause() instanceof OutOfMemoryError;
    }

    /**
     * Says which test has begun and how those before it ended, and gives up after the first that
     * hangs: its thread may spin for ever.
     */
    private final class Watch implements TestExecutionListener {

        private final CancellationToken giveUp = CancellationToken.create();
        private final Gradebook book;
        private int told;
        private String test = "before its tests";

        Watch(Gradebook book) {
            this.book = book;
        }

        /** What JUnit says while it looks for tests is nothing to a learner. */
        @Override
        public void testPlanExecutionStarted(TestPlan plan) {
            printed.take();
        }

        @Override
        public void executionStarted(TestIdentifier id) {
            if (id.isTest()) {
                test = id.getDisplayName();
                var ended = book.ended();
                reply(new Reply(test, ended.subList(told, ended.size()), null));
                told = ended.size();
            }
        }

        @Override
        public void executionFinished(TestIdentifier id, TestExecutionResult result) {
            if (result.getThrowable().filter(RunnerMain::leavesTrouble).isPresent()) {
                giveUp.cancel();
            }
        }
    }
}
