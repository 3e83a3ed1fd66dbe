package workshop.coach.watch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import workshop.grading.ExerciseResult;
import workshop.grading.Manifest;
import workshop.grading.StepResult;

/**
 * What {@code watch} has seen of a step's exercises since it came to the step. An exercise is named
 * as the manifest has it, not run; {@link #known} says what became of it.
 */
final class SeenResults {

    private final Manifest manifest;
    private final Map<String, ExerciseResult> results = new HashMap<>();

    /** What ran before the last save, and not since. */
    private final Set<String> stale = new HashSet<>();

    private final Set<String> greenOnce = new HashSet<>();

    SeenResults(Manifest manifest) {
        this.manifest = manifest;
    }

    void learn(ExerciseResult result) {
        results.put(result.id(), result);
        stale.remove(result.id());
        if (result.green()) {
            greenOnce.add(result.id());
        }
    }

    void saved() {
        stale.addAll(results.keySet());
    }

    List<ExerciseResult> exercises() {
        return manifest.exercises();
    }

    /** The exercise as its last run left it. */
    ExerciseResult known(ExerciseResult exercise) {
        return results.getOrDefault(exercise.id(), exercise);
    }

    boolean green(ExerciseResult exercise) {
        return known(exercise).green();
    }

    boolean wasGreen(ExerciseResult exercise) {
        return greenOnce.contains(exercise.id());
    }

    boolean ran(ExerciseResult exercise) {
        return results.containsKey(exercise.id());
    }

    boolean ranSinceSaved(ExerciseResult exercise) {
        return ran(exercise) && !stale.contains(exercise.id());
    }

    /** Whether all have run. */
    boolean complete() {
        return exercises().stream().allMatch(this::ran);
    }

    /** Those that are not green. */
    List<ExerciseResult> left() {
        return exercises().stream().filter(exercise -> !green(exercise)).toList();
    }

    /**
     * For the screen, which is drawn every second. It reads no files, so it has no warnings; {@link
     * Grading#result} has them.
     */
    StepResult result() {
        return new StepResult(
                manifest.step(), manifest.title(), exercises().stream().map(this::known).toList());
    }
}
