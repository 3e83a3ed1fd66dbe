package workshop.grading;

import static org.junit.platform.commons.support.AnnotationSupport.isAnnotated;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import workshop.grading.step.StepFolder;

/**
 * Keeps what becomes of every test of every exercise, in silence. Give it to a JUnit launcher and
 * ask for the {@link #result()}, at any time and from any thread: what has not finished by then
 * counts as missing.
 */
public final class Gradebook implements TestExecutionListener {

    private final StepFolder step;
    private final Map<Class<?>, Map<String, Entry>> exercises = new LinkedHashMap<>();
    private final Set<Method> methods = new HashSet<>();
    private TestPlan plan;
    private boolean closed;

    /** A book for the tests of a step. */
    public Gradebook(StepFolder step) {
        this.step = step;
    }

    /** The test classes that are exercises. */
    synchronized List<Class<?>> exercises() {
        return List.copyOf(exercises.keySet());
    }

    @Override
    public synchronized void testPlanExecutionStarted(TestPlan plan) {
        this.plan = plan;
        plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .forEach(this::register);
    }

    @Override
    public synchronized void dynamicTestRegistered(TestIdentifier id) {
        register(id);
    }

    @Override
    public synchronized void executionStarted(TestIdentifier id) {
        entry(id).ifPresent(entry -> entry.started = System.nanoTime());
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier id, String reason) {
        if (closed) {
            return;
        }
        var why = reason == null || reason.isBlank() ? "" : ": " + reason;
        var said = "was skipped, so it earns no points" + Printable.of(why);
        Stream.concat(Stream.of(id), plan.getDescendants(id).stream())
                .flatMap(test -> entry(test).stream())
                .forEach(entry -> entry.end(Status.SKIPPED, said, null));
    }

    @Override
    public synchronized void executionFinished(TestIdentifier id, TestExecutionResult result) {
        // The end of a class or a container counts only when it failed.
        if (!closed && (id.isTest() || result.getStatus() == TestExecutionResult.Status.FAILED)) {
            exercise(id).ifPresent(type -> ended(type, id, result));
        }
    }

    private void ended(Class<?> type, TestIdentifier id, TestExecutionResult result) {
        exercises
                .get(type)
                .computeIfAbsent(id.getUniqueId(), key -> new Entry(name(id)))
                .end(result, failure -> Failure.of(failure, step, type.getName()));
    }

    /**
     * Nothing is written into the book from now on: the JVM ends.
     *
     * @param message what is to be said of the tests that are running
     * @param stack where their code is, if that is known
     */
    synchronized void close(String message, Optional<StackTraceElement[]> stack) {
        var end = new Throwable();
        end.setStackTrace(stack.orElse(new StackTraceElement[0]));
        exercises.forEach(
                (type, tests) -> {
                    var where = Failure.of(end, step, type.getName()).where();
                    tests.values().stream()
                            .filter(Entry::running)
                            .forEach(entry -> entry.end(Status.FAILED, message, where));
                });
        closed = true;
    }

    /** The tests that have ended by now, in the order in which they began. */
    public synchronized List<TestResult> ended() {
        return exercises.values().stream()
                .flatMap(tests -> tests.values().stream())
                .filter(entry -> entry.status != null)
                .sorted(Entry.BY_START)
                .map(Entry::result)
                .toList();
    }

    /** What is known by now of all exercises, of those that the step should have, too. */
    public synchronized StepResult result() {
        var manifest = Manifest.read(step);
        var results = new ArrayList<ExerciseResult>();
        var seen = new HashSet<String>();
        exercises.forEach(
                (type, tests) -> {
                    seen.add(type.getName());
                    results.add(EditPlace.in(step, graded(manifest, type, tests.values())));
                });
        manifest.exercises().stream()
                .filter(exercise -> !seen.contains(exercise.testClass()))
                .map(exercise -> EditPlace.in(step, missing(exercise)))
                .forEach(results::add);
        results.sort(Comparator.comparingInt(exercise -> ExerciseResult.order(exercise.id())));
        return new StepResult(step.name(), manifest.title(), results);
    }

    private ExerciseResult graded(Manifest manifest, Class<?> type, Collection<Entry> tests) {
        var exercise =
                manifest.exercise(type.getName()).orElseGet(() -> Manifest.exercise(type, step));
        var ran = tests.stream().sorted(Entry.BY_START).map(Entry::result);
        return exercise.with(Stream.concat(ran, leftOut(type)).toList());
    }

    private ExerciseResult missing(ExerciseResult exercise) {
        var source = step.tests().resolve(Manifest.source(exercise));
        var simple = exercise.testClass().substring(exercise.testClass().lastIndexOf('.') + 1);
        var said = "was not graded: its test class " + simple;
        return exercise.with(
                List.of(
                        Files.exists(source)
                                ? TestResult.leftOut(
                                        exercise.title(), said + " was not part of this run")
                                : TestResult.missing(exercise.title(), said + " is gone")));
    }

    /** Whether it is part of an exercise. */
    synchronized boolean grades(TestIdentifier id) {
        return exercise(id).isPresent();
    }

    /** Whether it is an exercise as a whole. */
    static boolean isExercise(TestIdentifier id) {
        return marked(id).isPresent();
    }

    /** A run of single methods leaves the others out. */
    private Stream<TestResult> leftOut(Class<?> exercise) {
        return ReflectionSupport.streamMethods(
                        exercise,
                        method -> isAnnotated(method, Testable.class),
                        HierarchyTraversalMode.TOP_DOWN)
                .filter(method -> !methods.contains(method))
                .map(
                        method ->
                                TestResult.leftOut(
                                        method.getName().replace('_', ' '),
                                        "was not part of this run"));
    }

    private void register(TestIdentifier id) {
        exercise(id).ifPresent(type -> register(type, id));
    }

    private void register(Class<?> type, TestIdentifier id) {
        if (id.getSource().orElse(null) instanceof MethodSource source) {
            methods.add(source.getJavaMethod());
        }
        var tests = exercises.computeIfAbsent(type, key -> new LinkedHashMap<>());
        if (id.isTest()) {
            tests.put(id.getUniqueId(), new Entry(name(id)));
        }
    }

    private Optional<Entry> entry(TestIdentifier id) {
        return exercise(id).map(exercises::get).map(tests -> tests.get(id.getUniqueId()));
    }

    /** The exercise that a test, or what it stands in, belongs to. */
    private Optional<Class<?>> exercise(TestIdentifier id) {
        for (var at = Optional.of(id); at.isPresent(); at = plan.getParent(at.get())) {
            var marked = marked(at.get());
            if (marked.isPresent()) {
                return marked;
            }
        }
        return Optional.empty();
    }

    private static Optional<Class<?>> marked(TestIdentifier id) {
        return id.getSource()
                .filter(ClassSource.class::isInstance)
                .<Class<?>>map(source -> ((ClassSource) source).getJavaClass())
                .filter(type -> type.isAnnotationPresent(Exercise.class));
    }

    /** The display names from below the exercise down to the test. */
    private String name(TestIdentifier id) {
        var names = new ArrayList<String>();
        for (var at = Optional.of(id);
                at.isPresent() && marked(at.get()).isEmpty();
                at = plan.getParent(at.get())) {
            names.add(0, at.get().getDisplayName().replaceFirst("\\s*\\([^()]*\\)$", ""));
        }
        return names.isEmpty() ? "before its tests" : Printable.of(String.join(" › ", names));
    }

    private static final class Entry {

        /** What never started comes last. */
        private static final Comparator<Entry> BY_START =
                Comparator.comparingLong(
                        entry -> entry.started == 0 ? Long.MAX_VALUE : entry.started);

        private final String name;
        private Status status;
        private String message;
        private String where;
        private long started;
        private double seconds;

        private Entry(String name) {
            this.name = name;
        }

        private void end(Status status, String message, String where) {
            this.status = status;
            this.message = message;
            this.where = where;
            this.seconds = started == 0 ? 0 : (System.nanoTime() - started) / 1e9;
        }

        private void end(TestExecutionResult result, Function<Throwable, Failure> explain) {
            var failure = result.getThrowable().map(explain).orElse(new Failure(null, null));
            switch (result.getStatus()) {
                case SUCCESSFUL -> end(Status.PASSED, null, null);
                case ABORTED ->
                        end(
                                Status.SKIPPED,
                                "did not run, so it earns no points: " + failure.message(),
                                failure.where());
                case FAILED -> end(Status.FAILED, failure.message(), failure.where());
            }
        }

        private boolean running() {
            return started != 0 && status == null;
        }

        private TestResult result() {
            return status == null
                    ? running()
                            ? TestResult.missing(name, "did not finish")
                            : TestResult.leftOut(name, "did not run")
                    : new TestResult(name, status, message, where, seconds);
        }
    }
}
