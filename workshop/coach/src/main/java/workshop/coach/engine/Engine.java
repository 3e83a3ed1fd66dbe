package workshop.coach.engine;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import workshop.coach.engine.RunnerProtocol.Request;
import workshop.grading.EditPlace;
import workshop.grading.ExerciseResult;
import workshop.grading.StepResult;
import workshop.grading.step.StepFolder;

/**
 * Compiles sources of a step and runs its exercises. It stays warm: the compiler, the JVM that runs
 * the exercises and the Redis server serve one build after the other. One caller at a time.
 */
public final class Engine implements AutoCloseable {

    private static final Duration GRACE = Duration.ofMillis(300);

    /** How long someone who quits waits for a build that is under way. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Libraries libraries = Libraries.ofThisJvm();
    private final StepCompiler steps = new StepCompiler(libraries);
    private final Runners runners;
    private final Duration deadline;
    private final Duration grace;
    private final Map<String, String> printed = new ConcurrentHashMap<>();

    /** Held by whoever compiles. */
    private final ReentrantLock compiling = new ReentrantLock();

    /**
     * Starts the JVM that runs the exercises, without waiting for it.
     *
     * @param deadline how long a test, or the time before the first one, may take before its
     *     exercise is stopped; JUnit's own time limit for a test should be shorter
     */
    public Engine(Duration deadline) throws IOException {
        this(deadline, List.of());
    }

    /** With more options of {@code java} for that JVM. */
    public Engine(Duration deadline, List<String> options) throws IOException {
        this(deadline, GRACE, ClassArchive.folder(), options);
    }

    /**
     * With settings for tests.
     *
     * @param grace how long a run that was abandoned has to end by itself
     * @param archives where the archive of classes is kept
     */
    Engine(Duration deadline, Duration grace, Path archives, List<String> options)
            throws IOException {
        this.deadline = deadline;
        this.grace = grace;
        runners = new Runners(libraries, new ClassArchive(archives, libraries.jars()), options);
    }

    /**
     * Makes the next starts of the JVM that runs the exercises twice as fast, those of other
     * engines too, by an archive of classes in the user's cache folder. It takes some seconds, once
     * for a version of Java and of the libraries; call it from a thread of its own.
     *
     * @return whether there is such an archive now
     */
    public boolean archiveClasses() throws IOException, InterruptedException {
        return runners.archiveClasses();
    }

    /**
     * Deletes the archives of classes, which the next watch makes again.
     *
     * @return how many bytes are free now
     */
    public static long forgetArchives() throws IOException {
        return ClassArchive.forgetAll(ClassArchive.folder());
    }

    /**
     * From now on a second JVM is kept started and warm, so that no one waits for one when the
     * first had to be thrown away.
     */
    public Engine keepSpare() {
        runners.keepSpare();
        return this;
    }

    /**
     * Begins where the last engine that was told so has ended: what it compiled is in {@code
     * .coach/compiled}.
     */
    public Engine keepCompiled() throws IOException {
        steps.keepIn(CompiledCache.of(libraries));
        return this;
    }

    /**
     * Compiles a step: what has changed since the last build of the same step, and what may depend
     * on it.
     *
     * @param main {@code java/} and {@code resources/} as below {@code src/main}
     * @param tests the same as below {@code src/test}; compiled only when main is free of errors
     * @throws java.nio.file.NoSuchFileException when a file went away meanwhile
     * @throws InterruptedIOException when the calling thread was interrupted: no file can be read
     *     then
     */
    public CompiledStep build(StepFolder step, SourceStack main, SourceStack tests)
            throws IOException {
        compiling.lock();
        try {
            return buildAlone(step, main, tests);
        } finally {
            compiling.unlock();
        }
    }

    private CompiledStep buildAlone(StepFolder step, SourceStack main, SourceStack tests)
            throws IOException {
        var compiled = open(step, tests);
        var folder = Scratch.folder("build");
        try {
            var errors = compiled.update(main, tests);
            if (!errors.isEmpty()) {
                requireNotInterrupted();
                return new CompiledStep(step, folder, errors, null, Map.of());
            }
            write(compiled.mainClasses(), main, CompiledStep.classes(folder));
            write(compiled.testClasses(), tests, CompiledStep.testClasses(folder));
            var manifest = CompiledStep.manifest(step, folder);
            return new CompiledStep(step, folder, errors, manifest, compiled.outlines());
        } catch (IOException | RuntimeException e) {
            Scratch.delete(folder);
            requireNotInterrupted();
            throw e;
        }
    }

    /** A step with Spring needs a warm runner. The first has time for that while javac works. */
    private StepCompiler.Compiled open(StepFolder step, SourceStack tests) throws IOException {
        if (steps.knows(step) || !tests.mentions("org.springframework")) {
            return steps.step(step);
        }
        runners.warmSpares();
        var isFirst = steps.isEmpty();
        var compiled = steps.step(step);
        if (isFirst && compiled.isNew()) {
            runners.warmUp();
        }
        return compiled;
    }

    /**
     * Compiles a step that the learner may come to some day, and keeps that. To be called when no
     * one waits, from any thread.
     */
    public void compileAhead(StepSources sources) throws IOException {
        compiling.lock();
        try {
            steps.compileAhead(sources);
        } finally {
            compiling.unlock();
        }
    }

    /** What went wrong after an interrupt says nothing about the sources. */
    private static void requireNotInterrupted() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("The build was interrupted.");
        }
    }

    private static void write(List<ClassFile> classes, SourceStack sources, Path folder)
            throws IOException {
        Files.createDirectories(folder);
        for (var type : classes) {
            type.write(folder);
        }
        sources.copyResources(folder);
    }

    /**
     * Runs exercises, in the order of their ids.
     *
     * @param compiled a step that compiled
     * @param ids which of them, such as {@code "1.4"::equals}
     * @throws InterruptedException when the calling thread was interrupted, because the learner
     *     saved again, say. The run is abandoned at once; it has a moment to end by itself, as most
     *     do, or else its JVM is replaced
     * @throws IOException when the JVM that runs the exercises does not start, or broke by the
     *     engine's own fault
     */
    public StepResult run(CompiledStep compiled, Predicate<String> ids)
            throws IOException, InterruptedException {
        var manifest = compiled.manifest();
        var results = new ArrayList<ExerciseResult>();
        for (var exercise : manifest.exercises()) {
            if (ids.test(exercise.id())) {
                results.add(run(compiled, exercise));
            }
        }
        return new StepResult(manifest.step(), manifest.title(), results);
    }

    private ExerciseResult run(CompiledStep compiled, ExerciseResult exercise)
            throws IOException, InterruptedException {
        var request =
                new Request(
                        compiled.step().module().toString(),
                        CompiledStep.classPath(compiled.folder()),
                        exercise.testClass());
        var started = System.nanoTime();
        printed.remove(exercise.id());
        try {
            var report = runners.run(request, deadline, grace);
            printed.put(exercise.id(), report.printed());
            return report.result();
        } catch (ExerciseDied died) {
            var seconds = (System.nanoTime() - started) / 1e9;
            return EditPlace.in(compiled.step(), exercise.with(died.tests(seconds)));
        }
    }

    /** The end of what an exercise has printed in its last run, the log's complaints included. */
    public String printed(String id) {
        return printed.getOrDefault(id, "");
    }

    /**
     * What was compiled is kept, unless a build goes on: it would keep classes that belong to other
     * sources, and nobody who quits waits for it. The next engine compiles again.
     */
    @Override
    public void close() throws IOException {
        runners.close();
        try {
            if (compiling.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    steps.close();
                } finally {
                    compiling.unlock();
                }
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }
}
