package workshop.grading;

import java.util.List;

/**
 * The result of a step.
 *
 * @param step the name of its folder, such as {@code step-01-pickle-danger}
 * @param title what it is called, such as {@code Step 01 · Pickle danger}
 * @param exercises all of its exercises, also those that did not run, by their ids
 */
public record StepResult(String step, String title, List<ExerciseResult> exercises) {

    public StepResult {
        exercises = List.copyOf(exercises);
    }

    /** What the green exercises are worth together. */
    public int earned() {
        return exercises.stream().mapToInt(ExerciseResult::earned).sum();
    }

    /** What all exercises are worth together. */
    public int points() {
        return exercises.stream().mapToInt(ExerciseResult::points).sum();
    }

    /** The share of the points that was earned, in percent, rounded down. */
    public int percent() {
        return points() == 0 ? 0 : earned() * 100 / points();
    }

    /** Whether every exercise is green. */
    public boolean green() {
        return exercises.stream().allMatch(ExerciseResult::green);
    }
}
