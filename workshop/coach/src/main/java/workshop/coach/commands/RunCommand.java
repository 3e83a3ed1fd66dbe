package workshop.coach.commands;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workshop.coach.engine.Engine;
import workshop.coach.steps.Exercises;
import workshop.coach.steps.Grading;
import workshop.grading.ResultStore;

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

    @Override
    public Integer call() throws IOException, InterruptedException {
        var target = coach.workshop.target(exercise);
        try (var engine = new Engine(Grading.PATIENCE).keepCompiled()) {
            var grading =
                    Grading.of(
                            target.sources(),
                            engine,
                            target::has,
                            result -> {
                                if (target.whole()) {
                                    coach.out.print(
                                            coach.terminal.plain(
                                                    " %s %s"
                                                            .formatted(
                                                                    result.id(),
                                                                    result.green() ? "✔" : "✘")));
                                    coach.out.flush();
                                }
                            });
            if (grading.result() == null) {
                Grading.lines(grading.errors(), coach.workshop, coach.terminal)
                        .forEach(coach.out::println);
                return Coach.RED;
            }
            var result = grading.result();
            if (target.whole()) {
                coach.out.println();
                coach.out.print(ResultStore.of(target.sources().step(), result, coach.terminal));
            } else {
                result.exercises()
                        .forEach(
                                one -> {
                                    coach.out.println(Exercises.line(one, coach.terminal));
                                    Exercises.reasons(one, coach.terminal)
                                            .forEach(coach.out::println);
                                });
            }
            coach.out.flush();
            return result.green() ? 0 : Coach.RED;
        }
    }
}
