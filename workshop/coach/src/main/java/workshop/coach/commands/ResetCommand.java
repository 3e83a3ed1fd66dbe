package workshop.coach.commands;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workshop.coach.steps.Starter;

/** Back to the start; what the learner has written is kept. */
@Command(
        name = "reset",
        description =
                "Puts back the file that an exercise edits, or all files of a step, as they were. "
                        + "It asks first, and keeps what you have written.")
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
            coach.say("Nothing to do: it is all as it was.");
            return 0;
        }
        changed.keySet().forEach(file -> coach.say("  %s", coach.workshop.display(file)));
        if (!yes
                && !coach.person.agrees(
                        changed.size() == 1
                                ? "Put it back as it was?"
                                : "Put these back as they were?",
                        coach.out)) {
            coach.say("Nothing was changed.");
            return Coach.REFUSED;
        }
        var kept = starter.restore(changed);
        coach.say("Done. What you had is in %s", coach.workshop.display(kept));
        return 0;
    }
}
