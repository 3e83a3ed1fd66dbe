package workshop.coach.steps;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import workshop.coach.engine.CompileError;
import workshop.coach.engine.CompiledStep;
import workshop.coach.engine.Engine;
import workshop.coach.engine.StepSources;
import workshop.grading.ExerciseResult;
import workshop.grading.Manifest;
import workshop.grading.StepResult;
import workshop.grading.TextLayout;
import workshop.grading.TextStyle;

/**
 * The result of compiling and running a step.
 *
 * @param errors why it does not compile; empty when it does
 * @param result of the exercises that were wanted; null when it does not compile
 */
public record Grading(List<CompileError> errors, StepResult result) {

    /**
     * JUnit abandons a test after 7 seconds. This limit is for what JUnit cannot end; a verdict may
     * take ten seconds, and on a slow machine longer.
     */
    public static final Duration PATIENCE = Duration.ofSeconds(9);

    /**
     * Compiles a step as the learner has it, and runs exercises.
     *
     * @param ids which
     * @param each hears of every result as it comes
     */
    public static Grading of(
            StepSources sources,
            Engine engine,
            Predicate<String> ids,
            Consumer<ExerciseResult> each)
            throws IOException, InterruptedException {
        try (var build = engine.build(sources.step(), sources.main(), sources.tests())) {
            if (!build.compiled()) {
                return new Grading(build.errors(), null);
            }
            var results = new ArrayList<ExerciseResult>();
            for (var exercise : exercises(sources, build)) {
                if (ids.test(exercise.id())) {
                    results.add(run(engine, build, exercise));
                    each.accept(results.get(results.size() - 1));
                }
            }
            return new Grading(List.of(), result(sources, results));
        }
    }

    /**
     * The exercises of the step's manifest; one whose test is gone earns no points. An exercise
     * that an author adds comes last.
     */
    private static List<ExerciseResult> exercises(StepSources sources, CompiledStep build) {
        var known = Manifest.read(sources.step()).exercises();
        var ids = known.stream().map(ExerciseResult::id).toList();
        var added = build.manifest().exercises().stream().filter(each -> !ids.contains(each.id()));
        return Stream.concat(known.stream(), added).toList();
    }

    /** Runs one exercise of a build. */
    public static ExerciseResult run(Engine engine, CompiledStep build, ExerciseResult exercise)
            throws IOException, InterruptedException {
        var ran = engine.run(build, exercise.id()::equals).exercises();
        var result = ran.isEmpty() ? exercise : ran.get(0);
        return Manifest.read(build.step()).judged(build.step(), List.of(result)).get(0);
    }

    /** The step's result. */
    public static StepResult result(StepSources sources, List<ExerciseResult> results) {
        var manifest = Manifest.read(sources.step());
        return new StepResult(manifest.step(), manifest.title(), results);
    }

    /** Compile errors: the learner's line, and what is wrong with it. */
    public static List<String> lines(
            List<CompileError> errors, Workshop workshop, TextStyle terminal) {
        var lines = new ArrayList<String>();
        errors.stream()
                .limit(3)
                .forEach(
                        error -> {
                            if (!lines.isEmpty()) {
                                lines.add("");
                            }
                            if (error.file() != null) {
                                var file = workshop.display(error.file());
                                lines.add(terminal.bold(file + ":" + error.line()));
                            }
                            if (!error.source().isBlank()) {
                                lines.add("    " + error.source().strip());
                            }
                            TextLayout.wrap(error.message(), terminal.width() - 2)
                                    .forEach(line -> lines.add(terminal.red("  " + line)));
                        });
        if (errors.size() > 3) {
            lines.add("");
            lines.add("  and %s more".formatted(errors.size() - 3));
        }
        return lines.stream().map(terminal::plain).toList();
    }
}
