package workshop.coach.watch;

import java.util.List;
import workshop.coach.engine.StepSources;
import workshop.coach.steps.Solution;
import workshop.coach.steps.UserError;
import workshop.grading.ExerciseResult;

/** The solution of an exercise beside what the learner has. */
record SolutionView(Solution solution) implements View {

    /** Reads the solution; where there is none, the view says so. */
    static View of(StepSources sources, ExerciseResult exercise) {
        try {
            return new SolutionView(new Solution(sources, exercise));
        } catch (UserError nothing) {
            return (step, stage) -> List.of("  " + nothing.getMessage());
        }
    }

    @Override
    public List<String> lines(WatchedStep step, Display stage) {
        return solution.lines(stage.columns() - 2, stage.terminal()).stream()
                .map(line -> "  " + stage.terminal().plain(line))
                .toList();
    }
}
