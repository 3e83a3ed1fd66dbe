package workshop.coach.commands;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workshop.coach.engine.Engine;
import workshop.coach.steps.Exercises;
import workshop.coach.steps.Grading;
import workshop.grading.ExerciseResult;
import workshop.grading.ResultStore;
import workshop.grading.TextLayout;

/** What {@code mvn test} does for a step, and for one exercise. */
@Command(
        name = "run",
        description =
                "Runs a step or one exercise once. The exit code is 0 when everything is green, and"
                        + " 1 when something is red.")
final class RunCommand implements Callable<Integer> {

    @ParentCommand private Coach coach;

    @Parameters(paramLabel = "EXERCISE", description = "Such as 5.3, or 5 for the whole step.")
    private String exercise;

    @Option(names = "--plain", description = "In words, for screen readers: no bars, no marks.")
    private boolean plain;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var target = coach.workshop.target(exercise);
        try (var engine = new Engine(Grading.PATIENCE).keepCompiled()) {
            var grading =
                    Grading.of(
                            target.sources(),
                            engine,
                            target::has,
                            target.whole() && !plain ? this::mark : result -> {});
            if (grading.result() == null) {
                Grading.lines(grading.errors(), coach.workshop, coach.terminal)
                        .forEach(this::print);
                return Coach.RED;
            }
            var result = grading.result();
            if (target.whole()) {
                var score = ResultStore.of(target.sources().step(), result, coach.terminal);
                if (plain) {
                    say(Exercises.words(result));
                    result.exercises().forEach(each -> show(each, engine.printed(each.id())));
                } else {
                    coach.out.println();
                    coach.out.print(coach.links.in(score));
                }
            } else {
                ResultStore.keep(target.sources().step(), result);
                result.exercises().forEach(each -> show(each, engine.printed(each.id())));
            }
            coach.out.flush();
            return result.green() ? 0 : Coach.RED;
        }
    }

    private void mark(ExerciseResult result) {
        var mark = " %s %s".formatted(result.id(), result.green() ? "✔" : "✘");
        coach.out.print(coach.terminal.plain(mark));
        coach.out.flush();
    }

    private void show(ExerciseResult exercise, String printed) {
        if (plain) {
            say(Exercises.words(exercise));
        } else {
            coach.out.println(Exercises.line(exercise, coach.terminal));
        }
        Exercises.reasons(exercise, coach.terminal).forEach(this::print);
        Exercises.printed(exercise, printed, coach.terminal).forEach(this::print);
    }

    private void print(String line) {
        coach.out.println(plain ? line : coach.links.in(line));
    }

    private void say(String words) {
        TextLayout.wrap(coach.terminal.plain(words), coach.terminal.width())
                .forEach(coach.out::println);
    }
}
