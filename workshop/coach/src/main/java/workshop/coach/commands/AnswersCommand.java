package workshop.coach.commands;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workshop.coach.steps.StoredAnswer;
import workshop.coach.steps.UserError;

/** For makers: right and wrong answers, small to store and whole to work on. */
@Command(
        name = "answers",
        description =
                "For makers: stores right and wrong answers as small as they can be, or gives whole"
                        + " files back.")
final class AnswersCommand implements Callable<Integer> {

    @ParentCommand private Coach coach;

    @Parameters(
            paramLabel = "ANSWER",
            arity = "0..*",
            description = "Such as 1.4-prefix, 1.4 for all of an exercise, or 1 for all of a step.")
    private List<String> names = List.of();

    @Option(names = "--whole", description = "Gives whole files, to work on.")
    private boolean whole;

    @Override
    public Integer call() throws IOException {
        return whole ? unpack(chosen()) : store(chosen());
    }

    private int store(List<StoredAnswer> answers) throws IOException {
        var trouble = StoredAnswer.trouble(answers);
        if (!trouble.isEmpty()) {
            coach.out.print(trouble);
            coach.say("Nothing was stored.");
            return Coach.REFUSED;
        }
        var onSlides = StoredAnswer.onSlides(coach.workshop.root());
        var changed = 0;
        for (var answer : answers) {
            if (answer.store(onSlides)) {
                coach.say("  %s", answer.display());
                changed++;
            }
        }
        coach.say("Stored: %s of %s. The others need no change.", changed, answers.size());
        return 0;
    }

    private int unpack(List<StoredAnswer> answers) throws IOException {
        var changed = 0;
        var conflicts = 0;
        for (var answer : answers) {
            if (answer.unpack()) {
                var conflict = answer.hasConflicts();
                coach.say("  %s%s", answer.display(), conflict ? ": look for <<<<<<<" : "");
                changed++;
                conflicts += conflict ? 1 : 0;
            }
        }
        coach.say("Whole now: %s of %s. The others were whole.", changed, answers.size());
        return conflicts == 0 ? 0 : Coach.RED;
    }

    private List<StoredAnswer> chosen() throws IOException {
        var all = StoredAnswer.all(coach.workshop.steps());
        for (var name : names) {
            if (all.stream().noneMatch(answer -> answer.isMeantBy(name))) {
                throw new UserError("There is no answer %s below solutions.", name);
            }
        }
        return all.stream()
                .filter(answer -> names.isEmpty() || names.stream().anyMatch(answer::isMeantBy))
                .toList();
    }
}
