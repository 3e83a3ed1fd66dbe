package workshop.coach.commands;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workshop.coach.steps.Hint;
import workshop.coach.steps.UserError;
import workshop.grading.step.StepFolder;

/** One hint at a time. The learner says which one, so nothing has to be remembered. */
@Command(
        name = "hint",
        description =
                "Shows a hint for an exercise: 1 is a nudge, 2 an approach, 3 nearly the code.")
final class HintCommand implements Runnable {

    @ParentCommand private Coach coach;

    @Parameters(paramLabel = "EXERCISE", description = "Such as 5.3.")
    private String exercise;

    @Parameters(
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "Which hint; the first if you name none.")
    private int number;

    @Override
    public void run() {
        var target = coach.workshop.exercise(exercise);
        var of = target.exercises().get(0);
        var hints = Hint.of(target.sources(), of.id());
        if (number < 1 || number > hints.size()) {
            throw new UserError("%s has %s hints.", of.id(), hints.size());
        }
        var hint = hints.get(number - 1);
        coach.out.println();
        coach.tell(coach.terminal.bold(of.id() + " " + of.title() + " · " + hint.title()));
        coach.out.println();
        hint.lines(coach.terminal.width() - 4)
                .forEach(line -> coach.say("%s", ("  " + line).stripTrailing()));
        coach.out.println();
        coach.tell(
                coach.terminal.dim(
                        number < hints.size()
                                ? "  more  %s hint %s %s"
                                        .formatted(StepFolder.COACH, of.id(), number + 1)
                                : "  That was the last hint. For the answer: %s solution %s"
                                        .formatted(StepFolder.COACH, of.id())));
    }
}
