package workshop.coach.engine;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import workshop.grading.ExerciseResult;
import workshop.grading.Status;
import workshop.grading.StepResult;
import workshop.grading.TestResult;
import workshop.grading.step.StepFolder;
import workshop.redis.Redis;

/**
 * Compiles sources of a step and runs its exercises. It stays warm: the compiler, the JVM that runs
 * the exercises and the Redis server serve one build after the other. One caller at a time.
 */
public final class Engine implements AutoCloseable {

    /** What was compiled last of a step. */
    private record Compiled(Compilation main, Compilation tests) {

        /** Brings it up to date. Tests are compiled only when main is free of errors. */
        private List<CompileError> update(SourceStack mainSources, SourceStack testSources)
                throws IOException {
            var errors = main.update(mainSources, Compilation.NONE);
            return errors.isEmpty() ? tests.update(testSources, main) : errors;
        }
    }

    private final List<Path> libraries = libraries();
    final ClassArchive archive;
    private final Compiler compiler;
    private final Map<StepFolder, Compiled> compiled = new HashMap<>();
    private final Duration deadline;
    private final Duration grace;
    private final List<String> options;

    /** The Java, the settings and the libraries; null as long as nothing is kept. */
    private String compiledWith;

    private boolean keepsSpare;

    /** Whether a step with Spring has been seen: without it there is nothing to warm up for. */
    private boolean warmsUp;

    private Runner runner;
    private Runner spare;

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
        this(deadline, Duration.ofMillis(300), ClassArchive.FOLDER, options);
    }

    /**
     * With settings for tests.
     *
     * @param grace how long a run that was abandoned has to end by itself
     * @param archives where the archive of classes is kept
     */
    Engine(Duration deadline, Duration grace, Path archives, List<String> options)
            throws IOException {
        this.options = options;
        this.deadline = deadline;
        this.grace = grace;
        compiler = new Compiler(libraries);
        archive =
                new ClassArchive(
                        archives, libraries.stream().filter(path -> !isOwn(path)).toList());
        runner = start();
    }

    /**
     * What a step's classes stand on: this JVM's class path, but for the coach's own tests; jars
     * first, since only they are archived.
     */
    static List<Path> libraries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> !path.endsWith("test-classes"))
                .sorted(Comparator.comparing(Engine::isOwn))
                .toList();
    }

    /**
     * Whether it is the kit or the coach, as a folder or as a jar: they change too often to be
     * archived.
     */
    private static boolean isOwn(Path path) {
        return Files.isDirectory(path)
                || Stream.of(Engine.class, StepFolder.class)
                        .anyMatch(
                                type ->
                                        path.toUri()
                                                .getPath()
                                                .equals(
                                                        type.getProtectionDomain()
                                                                .getCodeSource()
                                                                .getLocation()
                                                                .getPath()));
    }

    private Runner start(List<String> ownOptions) throws IOException {
        var properties = new TreeMap<String, String>();
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("workshop."))
                .forEach(name -> properties.put(name, System.getProperty(name)));
        properties.put(
                Redis.PROPERTY,
                Redis.uri().toString()); // the server belongs to this JVM, and outlives a runner
        return new Runner(
                libraries,
                Stream.of(ownOptions, options).flatMap(List::stream).toList(),
                properties);
    }

    private Runner start() throws IOException {
        return start(archive.options());
    }

    private Runner startWarm() throws IOException {
        var runner = start();
        if (warmsUp) {
            runner.warmUp();
        }
        return runner;
    }

    /**
     * Makes the next starts of the JVM that runs the exercises twice as fast, those of other
     * engines too, by an archive of classes in the user's cache folder. It takes some seconds, once
     * for a version of Java and of the libraries; call it from a thread of its own.
     *
     * @return whether there is such an archive now
     */
    public boolean archiveClasses() throws IOException, InterruptedException {
        if (archive.exists()) {
            return true;
        }
        var classList = Files.createTempFile("workshop", ".classlist");
        try (var trainee = start(List.of("-XX:DumpLoadedClassList=" + classList))) {
            trainee.warmUp();
            trainee.awaitReady();
            trainee.end();
            return archive.make(classList);
        } finally {
            Files.delete(classList);
        }
    }

    /**
     * From now on a second JVM is kept started and warm, so that nobody waits for one when the
     * first had to be thrown away.
     */
    public Engine keepSpare() {
        keepsSpare = true;
        return this;
    }

    /**
     * Begins where the last engine that was told so has ended: what it compiled is in {@code
     * .coach/compiled}.
     */
    public Engine keepCompiled() throws IOException {
        compiledWith =
                System.getProperty("java.vm.version")
                        + Compiler.OPTIONS
                        + ClassArchive.fingerprint(libraries);
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
    public synchronized CompiledStep build(StepFolder step, SourceStack main, SourceStack tests)
            throws IOException {
        var compiled = this.compiled.get(step);
        if (compiled == null) {
            warmsUp |= tests.mentions("org.springframework");
            compiled = earlier(step);
            this.compiled.put(step, compiled);
        }
        var folder = Files.createTempDirectory("workshop-build");
        try {
            var errors = compiled.update(main, tests);
            if (!errors.isEmpty()) {
                requireNotInterrupted();
                return new CompiledStep(step, folder, errors, null, Map.of());
            }
            write(compiled.main(), main, CompiledStep.classes(folder));
            write(compiled.tests(), tests, CompiledStep.testClasses(folder));
            return new CompiledStep(
                    step,
                    folder,
                    errors,
                    CompiledStep.manifest(step, folder),
                    compiled.main().outlines());
        } catch (IOException | RuntimeException e) {
            CompiledStep.delete(folder);
            requireNotInterrupted();
            throw e;
        }
    }

    /**
     * What an earlier coach has kept of a step. If it is nothing, the runner has time to warm up.
     */
    private Compiled earlier(StepFolder step) throws IOException {
        var kept = compiledWith == null ? null : CompiledCache.read(step.compiled(), compiledWith);
        if (kept != null) {
            return new Compiled(
                    new Compilation(compiler, kept.main()),
                    new Compilation(compiler, kept.tests()));
        }
        if (compiled.isEmpty() && warmsUp) {
            runner.warmUp();
        }
        return new Compiled(new Compilation(compiler), new Compilation(compiler));
    }

    /**
     * Compiles a step that the learner may come to some day, and keeps that. To be called when
     * nobody waits, from any thread.
     */
    public synchronized void compileAhead(StepSources sources) throws IOException {
        if (!compiled.containsKey(sources.step())) {
            var ahead = earlier(sources.step());
            ahead.update(
                    sources.main(),
                    sources.tests()); // what does not compile waits for whoever comes to it
            keep(sources.step(), ahead);
        }
    }

    /** What went wrong after an interrupt says nothing about the sources. */
    private static void requireNotInterrupted() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("The build was interrupted.");
        }
    }

    private static void write(Compilation compiled, SourceStack sources, Path folder)
            throws IOException {
        Files.createDirectories(folder);
        for (var type : compiled.classes()) {
            type.write(folder);
        }
        sources.copyResources(folder);
    }

    /**
     * Runs exercises, in the order of their ids.
     *
     * @param build a build that compiled
     * @param ids which of them, such as {@code "1.4"::equals}
     * @throws InterruptedException when the calling thread was interrupted, because the learner
     *     saved again, say. The run is abandoned at once; it has a moment to end by itself, as most
     *     do, or else its JVM is replaced
     * @throws IOException when the JVM that runs the exercises does not start, or broke by the
     *     engine's own fault
     */
    public StepResult run(CompiledStep build, Predicate<String> ids)
            throws IOException, InterruptedException {
        var results = new ArrayList<ExerciseResult>();
        for (var exercise : build.manifest().exercises()) {
            if (ids.test(exercise.id())) {
                results.add(run(build, exercise));
            }
        }
        return new StepResult(build.manifest().step(), build.manifest().title(), results);
    }

    private ExerciseResult run(CompiledStep build, ExerciseResult exercise)
            throws IOException, InterruptedException {
        if (!runner.settled()) {
            replaceRunner();
        }
        awaitRunner();
        var started = System.nanoTime();
        try {
            var report =
                    runner.run(
                            new Runner.Request(
                                    build.step().module().toString(),
                                    CompiledStep.classPath(build.folder()),
                                    exercise.testClass()),
                            deadline,
                            grace);
            if (report.spent()) {
                replaceRunner();
            } else if (keepsSpare && spare == null) {
                spare = startWarm(); // not earlier: the first verdict shall have the machine for
                // itself
            }
            return report.result();
        } catch (Runner.Died died) {
            replaceRunner();
            var test = died.test() == null ? "before its tests" : died.test();
            var seconds = (System.nanoTime() - started) / 1e9;
            return exercise.with(
                    List.of(new TestResult(test, Status.FAILED, died.getMessage(), null, seconds)));
        }
    }

    private void awaitRunner() throws IOException, InterruptedException {
        try {
            runner.awaitReady();
        } catch (IOException e) {
            if (!archive.exists()) {
                throw e;
            }
            archive.forget(); // it may be the reason, and can be made anew
            runner = start();
            runner.awaitReady();
        }
    }

    private void replaceRunner() throws IOException {
        runner.close();
        runner =
                spare != null
                        ? spare
                        : start(); // to be warm it would take longer than what it has to run now
        spare = keepsSpare ? startWarm() : null;
    }

    @Override
    public void close() throws IOException {
        runner.close();
        if (spare != null) {
            spare.close();
        }
        compiler.close();
        keep();
    }

    /** Not while a build is under way: it would keep classes that belong to other sources. */
    private synchronized void keep() throws IOException {
        for (var step : compiled.entrySet()) {
            keep(step.getKey(), step.getValue());
        }
    }

    private void keep(StepFolder step, Compiled compiled) throws IOException {
        if (compiledWith != null) {
            new CompiledCache(compiledWith, compiled.main().toKeep(), compiled.tests().toKeep())
                    .write(step.compiled());
        }
    }
}
