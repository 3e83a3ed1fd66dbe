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
            coach.say("Nothing to do: the Java files are as they were at the start.");
            tellOfOthers(starter);
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
        coach.say(
                "Done.%s",
                starter.restore(changed)
                        .map(coach.workshop::display)
                        .map(" Your version is kept in "::concat)
                        .orElse(""));
        tellOfOthers(starter);
        return 0;
    }

    private void tellOfOthers(Starter starter) throws IOException {
        for (var file : starter.shared()) {
            coach.say("%nNot reset, because it also holds another exercise: %s", file);
        }
        var others = starter.others();
        if (others.files().isEmpty()) {
            return;
        }
        coach.say("%nThese are new or have changed, too, and stay as they are:");
        others.files().forEach(file -> coach.say("  %s", file));
        coach.say("To bring back one that has changed: git restore -s %s FILE", others.commit());
    }
}
