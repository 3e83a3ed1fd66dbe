package workshop.grading;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import workshop.grading.step.StepFolder;

/**
 * Ends every run of exercises with the score, and leaves it in {@code target/workshop} as JSON and
 * as a page. JUnit finds it by itself. It says nothing where there are no exercises. To grade in
 * silence, use a {@link Gradebook}.
 *
 * <p>For authors: {@code -Dworkshop.manifest=write} writes the step's {@link Manifest} again, and
 * tells of that instead of the score.
 */
public final class GradingListener implements TestExecutionListener {

    private final PrintStream out;
    private StepFolder step;
    private Gradebook book;
    private final CountDownLatch told = new CountDownLatch(1);

    /**
     * Tests that are no exercise and failed: the workshop's own mistakes, which nobody may miss.
     */
    private final List<String> mistakes = new ArrayList<>();

    private Thread runner;
    private final OutputLimit printed = new OutputLimit();

    /** For the step of the tests. */
    public GradingListener() {
        this(null, System.out);
    }

    GradingListener(StepFolder step, PrintStream out) {
        this.step = step;
        this.out = out;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        step = step == null ? step(plan) : step;
        book = new Gradebook(step);
        book.testPlanExecutionStarted(plan);
        if (!book.exercises().isEmpty()) {
            printed.begin();
            runner = Thread.currentThread();
            Runtime.getRuntime().addShutdownHook(new Thread(this::jvmEnds, "grading"));
        }
    }

    private static StepFolder step(TestPlan plan) {
        return plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .flatMap(id -> id.getSource().stream())
                .filter(ClassSource.class::isInstance)
                .map(source -> StepFolder.of(((ClassSource) source).getJavaClass()))
                .findFirst()
                .orElseGet(StepFolder::here);
    }

    @Override
    public void dynamicTestRegistered(TestIdentifier id) {
        book.dynamicTestRegistered(id);
    }

    @Override
    public void executionStarted(TestIdentifier id) {
        if (Gradebook.isExercise(id)) {
            printed.renew();
        }
        book.executionStarted(id);
    }

    @Override
    public void executionSkipped(TestIdentifier id, String reason) {
        book.executionSkipped(id, reason);
    }

    /**
     * Keeps what is known after every exercise, for the case that this JVM is killed during the
     * next one.
     */
    @Override
    public void executionFinished(TestIdentifier id, TestExecutionResult result) {
        book.executionFinished(id, result);
        if (Gradebook.isExercise(id)) {
            ResultStore.keep(step, result());
        }
        if (result.getStatus() == TestExecutionResult.Status.FAILED && !book.grades(id)) {
            result.getThrowable()
                    .ifPresent(
                            thrown ->
                                    mistakes.add(
                                            Score.mistake(
                                                    id.getDisplayName(),
                                                    Failure.of(thrown, step, className(id)),
                                                    TextStyle.here())));
        }
    }

    private StepResult result() {
        var result = book.result();
        var judged = Manifest.read(step).judged(step, result.exercises());
        return new StepResult(result.step(), result.title(), judged);
    }

    private static String className(TestIdentifier id) {
        return id.getSource()
                .map(
                        source ->
                                source instanceof MethodSource method
                                        ? method.getClassName()
                                        : source.toString())
                .orElse("");
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (StepFolder.NAME.matcher(step.name()).matches()) {
            // Elsewhere Surefire tells of them.
            mistakes.forEach(out::print);
        }
        if (book.exercises().isEmpty()) {
            return;
        }
        if ("write".equals(System.getProperty("workshop.manifest"))) {
            out.print(ManifestWriter.write(step, book.exercises()));
            out.flush();
            told.countDown();
        } else {
            tell(result());
        }
    }

    /**
     * The JVM ends before the tests do. If a test's own thread called System.exit, it is stuck in
     * there, and JUnit leaves it behind when its time is over: so the run can come to an orderly
     * end, and Maven has nothing to complain about at length.
     */
    private void jvmEnds() {
        if (told.getCount() == 0) {
            return;
        }
        var caller =
                Thread.getAllStackTraces().keySet().stream()
                        .filter(GradingListener::exits)
                        .findFirst();
        book.close(
                caller.filter(GradingListener::isSurefires).isPresent()
                        ? "did not finish: the run broke off, as it does when the memory is full"
                        : caller.isPresent()
                                ? "called System.exit, which ends the whole JVM and its tests"
                                : "did not finish: the JVM was told to stop",
                caller.map(Thread::getStackTrace));
        if (caller.isEmpty() || caller.equals(Optional.of(runner))) {
            tell(result());
            return;
        }
        SkipAfterExit.runNoMore();
        try {
            told.await();
            while (runner.isAlive() && !exits(runner)) {
                runner.join(10);
            }
            if (System.getProperty("surefire.test.class.path") != null) {
                // Surefire has all results and wants to leave. With the learner's exit code it
                // would take this for a crash.
                Runtime.getRuntime().halt(0);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // then the JVM ends at once
        }
    }

    /** Surefire gives up by an exit, and that is no learner's. */
    private static boolean isSurefires(Thread thread) {
        var stack = thread.getStackTrace();
        return IntStream.range(1, stack.length)
                .filter(i -> stack[i - 1].getClassName().equals("java.lang.System"))
                .anyMatch(i -> stack[i].getClassName().startsWith("org.apache.maven.surefire."));
    }

    private static boolean exits(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(
                        frame ->
                                frame.getClassName().equals("java.lang.Runtime")
                                        && frame.getMethodName().equals("exit"));
    }

    private void tell(StepResult result) {
        try {
            var score = ResultStore.of(step, result, TextStyle.here());
            out.print(PathLinks.here(step.root()).in(score));
            out.flush();
        } finally {
            told.countDown(); // a JVM that waits for this must not wait for ever
        }
    }
}
