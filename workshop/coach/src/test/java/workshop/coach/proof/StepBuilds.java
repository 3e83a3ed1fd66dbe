package workshop.coach.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import workshop.coach.engine.CompileError;
import workshop.coach.engine.CompiledStep;
import workshop.coach.engine.SourceStack;
import workshop.coach.engine.StepSources;
import workshop.coach.proof.EnginePool.Outcome;
import workshop.grading.ExerciseResult;
import workshop.grading.Manifest;
import workshop.grading.Status;
import workshop.grading.TestResult;

/**
 * What the proof compiles and runs of one step: the starter, the solution, the other answers, the
 * stages between starter and solution, and the tests that write the outputs of its slides.
 */
final class StepBuilds {

    /** Sources that are compiled together. */
    record Variant(SourceStack main, SourceStack tests) {}

    /** Some exercises on some sources. */
    private record Run(Variant variant, Set<String> ids) {}

    /** What is said of a test, a property or a race that was given up because its time was over. */
    private static final Pattern TIME_OVER =
            Pattern.compile(
                    "was not finished after|timed out after|is not ready after|StuckException");

    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");

    private final EnginePool pool;
    private final StepSources sources;
    private final Extent extent;
    private final StepAnswers answers;
    private final Map<Variant, Future<CompiledStep>> builds = new LinkedHashMap<>();

    /** What several checks ask for; patches are applied once. */
    private final Map<AnswerGroup<?>, Variant> answered = new HashMap<>();

    /** Groups that do not compile. Their members are built alone, and tell their own errors. */
    private final Set<Variant> incompatible = new HashSet<>();

    private final Map<Run, Future<Outcome>> runs = new HashMap<>();
    private final Set<Run> counted = new HashSet<>();
    private final List<String> slow = new ArrayList<>();
    private final Map<String, Double> seconds = new HashMap<>();
    private Future<SolutionBaseline> baseline;

    /**
     * The builds of one step; the starter and the solution begin to compile.
     *
     * @param extent which answers are given, and how
     */
    StepBuilds(EnginePool pool, StepSources sources, Extent extent) throws IOException {
        this.pool = pool;
        this.sources = sources;
        this.extent = extent;
        answers = StepAnswers.of(sources, extent);
        build(starter());
        build(solution());
        build(slides());
    }

    // --- the variants

    Variant starter() {
        return new Variant(sources.main(), sources.tests());
    }

    Variant solution() {
        return new Variant(solved(), sources.tests());
    }

    /** The solution with those answers over it. */
    Variant answeredBy(AnswerGroup<?> group) throws IOException {
        var known = answered.get(group);
        if (known == null) {
            var main = solved();
            for (var answer : group.answers()) {
                main = main.under(answer.sources());
            }
            known = new Variant(main, sources.tests());
            answered.put(group, known);
        }
        return known;
    }

    /** Those exercises solved, and the rest as in the starter. */
    Variant solvedOnly(List<ExerciseResult> exercises) {
        var answers =
                sources.solution()
                        .only(path -> exercises.stream().anyMatch(done -> edits(done, path)));
        return new Variant(sources.main().under(answers), sources.tests());
    }

    /** The solution, and the tests in slides/runs that are of this step or of no step. */
    private Variant slides() throws IOException {
        var own = "workshop.step" + sources.step().number();
        var tests = new TreeMap<String, Path>();
        var folder = sources.step().root().resolve("slides/runs");
        for (var file : SourceStack.of(folder).files().values()) {
            var home = PACKAGE.matcher(Files.readString(file));
            if (home.find() && (home.group(1).equals(own) || !home.group(1).contains(".step"))) {
                var inside = home.group(1).replace('.', '/');
                tests.put("java/%s/%s".formatted(inside, file.getFileName()), file);
            }
        }
        return new Variant(solved(), sources.tests().under(new SourceStack(tests)));
    }

    SourceStack solved() {
        return sources.main().under(sources.solution());
    }

    static boolean edits(ExerciseResult exercise, String path) {
        return Path.of(path).endsWith(exercise.edit());
    }

    /** Whether wrong answers are given to all exercises. */
    boolean everywhere() {
        return extent.isEverywhere();
    }

    /** The stored answers, as they are given. */
    StepAnswers answers() {
        return answers;
    }

    // --- compiling

    private Future<CompiledStep> build(Variant variant) {
        return builds.computeIfAbsent(
                variant, key -> pool.compile(sources, key.main(), key.tests()));
    }

    /**
     * Compiles all answers, too, and waits for everything. It is soon told when a starter or a
     * solution does not compile: then only answers that may share the mistake are compiled.
     *
     * @return what does not compile, each place once
     */
    static Set<CompileError> compile(List<StepBuilds> steps)
            throws IOException, InterruptedException {
        var errors = new LinkedHashSet<CompileError>();
        for (var step : steps) {
            errors.addAll(step.errors());
        }
        var affected = new ArrayList<StepBuilds>();
        for (var step : steps) {
            if (errors.isEmpty() || step.errors().stream().anyMatch(step::isInMain)) {
                affected.add(step);
            }
        }
        for (var step : affected) {
            step.buildAnswers();
        }
        for (var step : affected) {
            step.buildAloneWhatDoesNotCompile();
        }
        for (var step : steps) {
            errors.addAll(step.errors());
        }
        return errors;
    }

    private void buildAnswers() throws IOException {
        for (var group : answers.groups().toList()) {
            build(answeredBy(group));
        }
    }

    /** Answers that do not compile together may do so alone. */
    private void buildAloneWhatDoesNotCompile() throws IOException, InterruptedException {
        for (var group : answers.groups().toList()) {
            if (group.isOfMany() && !compiles(answeredBy(group))) {
                incompatible.add(answeredBy(group));
                for (var member : group.members()) {
                    build(answeredBy(AnswerGroup.of(member)));
                }
            }
        }
    }

    private boolean isInMain(CompileError error) {
        var root = sources.step().root();
        return error.file() == null
                || !error.file().startsWith(root.resolve("slides"))
                        && !error.file().startsWith(sources.step().tests());
    }

    /** What does not compile of what was begun, each place once. */
    private Set<CompileError> errors() throws IOException, InterruptedException {
        var errors = new LinkedHashSet<CompileError>();
        for (var build : builds.entrySet()) {
            if (!incompatible.contains(build.getKey())) {
                errors.addAll(get(build.getValue()).errors());
            }
        }
        return errors;
    }

    /** The exercises as the tests have them; null when the starter does not compile. */
    Manifest manifest() throws IOException, InterruptedException {
        return get(build(starter())).manifest();
    }

    // --- running

    /** Begins to run exercises, so that the result is there when it is asked for. */
    Future<Outcome> begin(Variant variant, Set<String> ids) {
        return runs.computeIfAbsent(
                new Run(variant, ids), key -> pool.run(build(variant), ids, baseline()));
    }

    private Future<SolutionBaseline> baseline() {
        if (baseline == null) {
            baseline = pool.baseline(sources, solved());
        }
        return baseline;
    }

    boolean compiles(Variant variant) throws IOException, InterruptedException {
        return get(build(variant)).compiled();
    }

    /** What exercises say of sources. */
    List<ExerciseResult> run(Variant variant, Set<String> ids)
            throws IOException, InterruptedException {
        var outcome = get(begin(variant, ids));
        var errors = get(build(variant)).errors();
        Check.require(
                errors.isEmpty(),
                "It does not compile:\n%s",
                CompileErrors.list(errors, sources.step().root()));
        if (counted.add(new Run(variant, ids))) {
            outcome.ran().forEach(this::count);
        }
        return outcome.results();
    }

    /** What an exercise says of the solution when it runs alone. */
    ExerciseResult alone(String id) throws IOException, InterruptedException {
        var result = get(baseline()).alone().get(id).result();
        count(result);
        return result;
    }

    /**
     * A result that is not as it should be, and for no other reason than that a test was too slow,
     * may be this machine's fault: the exercise runs once more, alone and with more time.
     */
    ExerciseResult orAgain(
            ExerciseResult result, Predicate<ExerciseResult> asItShouldBe, Variant variant)
            throws IOException, InterruptedException {
        if (asItShouldBe.test(result) || !wasTooSlow(result)) {
            return result;
        }
        var again = pool.runAlone(get(build(variant)), result.id());
        count(again);
        if (asItShouldBe.test(again)) {
            slow.add(result.id());
        }
        return again;
    }

    private void count(ExerciseResult ran) {
        var took = ran.tests().stream().mapToDouble(TestResult::seconds).sum();
        seconds.merge(ran.id(), took, Double::sum);
    }

    /** How long each exercise took in all runs together, by its id. */
    Map<String, Double> seconds() {
        return seconds;
    }

    private static boolean wasTooSlow(ExerciseResult result) {
        return result.tests().stream()
                .filter(test -> test.status() == Status.FAILED)
                .anyMatch(test -> TIME_OVER.matcher(test.message()).find());
    }

    /** The exercises that were too slow beside others, and fine when they ran alone. */
    List<String> slow() {
        return slow;
    }

    private <T> T get(Future<T> result) throws IOException, InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new IOException(
                    "%s could not be compiled and run: %s"
                            .formatted(sources.step().name(), e.getCause().getMessage()),
                    e.getCause());
        }
    }
}
