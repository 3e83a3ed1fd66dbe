package workshop.coach.commands;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workshop.coach.steps.Solution;
import workshop.coach.steps.Workshop;

/** Compares the learner's answer with the solution. */
@Command(
        name = "solution",
        description =
                "Shows how your file and the solution differ. Until the exercise is"
                        + " green, it asks first.")
final class SolutionCommand implements Callable<Integer> {

    @ParentCommand private Coach coach;

    @Parameters(paramLabel = "EXERCISE", description = "Such as 5.3.")
    private String exercise;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Override
    public Integer call() {
        var target = coach.workshop.exercise(exercise);
        var id = target.exercises().get(0).id();
        var solution = new Solution(target.sources(), target.exercises().get(0));
        var green = Workshop.isGreen(target.sources(), id);
        if (!green
                && !yes
                && !coach.person.agrees(
                        "%s has not been green in any run yet. Show the solution for all of %s?"
                                .formatted(id, String.join(" and ", solution.files())),
                        coach.out)) {
            return Coach.REFUSED;
        }
        solution.lines(coach.terminal.width(), coach.terminal).forEach(coach.out::println);
        return 0;
    }
}
