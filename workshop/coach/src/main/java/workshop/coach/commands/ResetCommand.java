package workshop.coach.commands;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workshop.coach.steps.Starter;

/** Goes back to the start, and keeps what the learner wrote. */
@Command(
        name = "reset",
        description =
                "Puts an exercise's file, or all files of a step, back as they were at the start. "
                        + "It asks first, and keeps a copy of what you wrote.")
final class ResetCommand implements Callable<Integer> {

    @ParentCommand private Coach coach;

    @Parameters(paramLabel = "EXERCISE", description = "Such as 5.3, or 5 for the whole step.")
    private String exercise;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Override
    public Integer call() throws IOException {
        var starter = new Starter(coach.workshop, coach.workshop.target(exercise));
        var changed = starter.changed();
        if (changed.isEmpty()) {
            coach.say("Nothing to do: nothing has changed since the start.");
            return 0;
        }
        changed.keySet().forEach(file -> coach.say("  %s", coach.workshop.display(file)));
        if (!yes
                && !coach.person.confirms(
                        changed.size() == 1
                                ? "Put it back as it was?"
                                : "Put these back as they were?",
                        coach.out)) {
            coach.say("Nothing was changed.");
            return Coach.REFUSED;
        }
        var kept = starter.restore(changed);
        coach.say("Done. Your version is kept in %s", coach.workshop.display(kept));
        return 0;
    }
}
