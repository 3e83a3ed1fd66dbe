package workshop.coach.steps;

import static java.util.stream.Collectors.joining;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import workshop.coach.engine.StepSources;
import workshop.grading.ExerciseResult;
import workshop.grading.Manifest;
import workshop.grading.ResultStore;
import workshop.grading.StepResult;

/**
 * The workshop's folder: its steps and exercises, by the names that a learner types.
 *
 * @param root the folder
 */
public record Workshop(Path root) {

    /**
     * What a learner has named: a step, or one exercise of it.
     *
     * @param sources the step
     * @param exercises the exercises meant, as the manifest has them: all of the step, or one
     * @param whole whether the whole step was named
     */
    public record Target(StepSources sources, List<ExerciseResult> exercises, boolean whole) {

        /** Whether that exercise is meant. */
        public boolean has(String id) {
            return whole || exercises.get(0).id().equals(id);
        }
    }

    /** The steps in their order. */
    public List<StepSources> steps() {
        return StepSources.all(root);
    }

    /**
     * A step by its number or by the beginning of its folder's name.
     *
     * @throws UserError when there is none, or several
     */
    public StepSources step(String name) {
        var found = steps().stream().filter(step -> step.step().isMeantBy(name)).toList();
        if (found.size() != 1) {
            throw new UserError(
                    "There is no step \"%s\". The steps are: %s",
                    name, steps().stream().map(Workshop::name).collect(joining(", ")));
        }
        return found.get(0);
    }

    /**
     * A step, or an exercise by its number.
     *
     * @throws UserError when there is none
     */
    public Target target(String name) {
        if (!name.matches("\\d{1,2}\\.\\d{1,3}")) {
            var step = step(name);
            return new Target(step, Manifest.read(step.step()).exercises(), true);
        }
        var step = step(name.replaceFirst("\\..*", ""));
        var exercises = Manifest.read(step.step()).exercises();
        var id = name.replaceFirst("^0(?=\\d)", "");
        var found = exercises.stream().filter(exercise -> exercise.id().equals(id)).toList();
        if (found.isEmpty()) {
            requireManifest(step);
            throw new UserError(
                    "There is no exercise %s. %s has %s.",
                    name,
                    Manifest.read(step.step()).title(),
                    exercises.stream().map(ExerciseResult::id).collect(joining(", ")));
        }
        return new Target(step, found, false);
    }

    /** Without its manifest no one knows what a step's files were. */
    void requireManifest(StepSources sources) {
        var manifest = sources.step().manifest();
        if (!Files.exists(manifest)) {
            throw new UserError(
                    "%s is gone. It says which exercises the step has, and what its files were."
                            + " To bring it back:\n  git restore :/%s",
                    display(manifest), display(manifest));
        }
    }

    /**
     * One exercise by its number.
     *
     * @throws UserError when there is none, or a whole step is named
     */
    public Target exercise(String name) {
        var target = target(name);
        if (target.whole()) {
            throw new UserError(
                    "Which exercise of %s? It has %s.",
                    name(target.sources()),
                    target.exercises().stream().map(ExerciseResult::id).collect(joining(", ")));
        }
        return target;
    }

    /**
     * The step of the current folder, or else the first step that was not all green in its last
     * run.
     */
    public StepSources current() {
        var here = Path.of("").toAbsolutePath();
        var steps = steps();
        return steps.stream()
                .filter(step -> here.startsWith(step.folder()))
                .findFirst()
                .or(
                        () ->
                                steps.stream()
                                        .filter(step -> !ResultStore.last(step.step()).green())
                                        .findFirst())
                .orElseGet(() -> steps.get(steps.size() - 1));
    }

    /** The step that comes after that one. */
    public Optional<StepSources> after(StepSources sources) {
        return steps().stream().filter(step -> name(step).compareTo(name(sources)) > 0).findFirst();
    }

    /** The name of a step's folder. */
    public static String name(StepSources sources) {
        return sources.folder().getFileName().toString();
    }

    /** A step's number, as people type it. */
    public static int number(StepSources sources) {
        return sources.step().ordinal();
    }

    /** The result of a step's last run, if all of it ran with the files as they are now. */
    public static Optional<StepResult> upToDate(StepSources sources) {
        var result = ResultStore.last(sources.step());
        var seen = ResultStore.upToDate(sources.step());
        return result.exercises().stream().allMatch(exercise -> seen.contains(exercise.id()))
                ? Optional.of(result)
                : Optional.empty();
    }

    /** Whether an exercise was green when it ran with the files as they are now. */
    public static boolean isGreen(StepSources sources, String id) {
        return ResultStore.upToDate(sources.step()).contains(id)
                && ResultStore.last(sources.step()).exercises().stream()
                        .anyMatch(exercise -> exercise.id().equals(id) && exercise.green());
    }

    /** A file as a learner reads it: from the workshop's folder, with slashes. */
    public String display(Path file) {
        return file.startsWith(root)
                ? root.relativize(file).toString().replace('\\', '/')
                : file.toString();
    }
}
