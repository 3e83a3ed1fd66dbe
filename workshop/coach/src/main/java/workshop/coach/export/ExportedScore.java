package workshop.coach.export;

import static java.util.stream.Collectors.joining;

import java.util.List;
import workshop.grading.ExerciseResult;
import workshop.grading.StepResult;
import workshop.grading.TestResult;

/**
 * What an export tells, whatever its form.
 *
 * @param origin where the score comes from
 * @param partial whether an exercise earns a share of its points for each green test; otherwise it
 *     earns all of them or none
 * @param steps the results, a step each
 */
public record ExportedScore(Origin origin, boolean partial, List<Step> steps) {

    /**
     * One step.
     *
     * @param result what ran
     * @param changedTests files of tests that are no longer the workshop's own
     * @param compileErrors why it did not compile; empty when it did
     */
    public record Step(StepResult result, List<String> changedTests, List<String> compileErrors) {

        public Step {
            changedTests = List.copyOf(changedTests);
            compileErrors = List.copyOf(compileErrors);
        }

        /** What is wrong with an exercise, each thing once; empty when it is green. */
        String said(ExerciseResult exercise) {
            return compileErrors.isEmpty()
                    ? exercise.tests().stream()
                            .filter(test -> !test.green())
                            .map(TestResult::message)
                            .distinct()
                            .collect(joining("\n\n"))
                    : "does not compile:\n" + String.join("\n", compileErrors);
        }
    }

    public ExportedScore {
        steps = List.copyOf(steps);
    }

    /** Whether everything is green. */
    public boolean green() {
        return steps.stream().allMatch(step -> step.result().green());
    }

    /** What was earned in all steps. */
    public int earned() {
        return steps.stream()
                .flatMap(step -> step.result().exercises().stream())
                .mapToInt(this::earned)
                .sum();
    }

    /** What all steps are worth. */
    public int points() {
        return steps.stream().mapToInt(step -> step.result().points()).sum();
    }

    /** What an exercise earned. Where a test was changed, green tests prove nothing. */
    public int earned(ExerciseResult exercise) {
        if (!partial || exercise.testsChanged()) {
            return exercise.earned();
        }
        var green = (int) exercise.tests().stream().filter(TestResult::green).count();
        return exercise.tests().isEmpty() ? 0 : exercise.points() * green / exercise.tests().size();
    }

    /** Files of tests that are no longer the workshop's own, in all steps. */
    public List<String> changedTests() {
        return steps.stream().flatMap(step -> step.changedTests().stream()).toList();
    }

    /** The first characters of a text, for a form that has no room for all of it. */
    static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }
}
