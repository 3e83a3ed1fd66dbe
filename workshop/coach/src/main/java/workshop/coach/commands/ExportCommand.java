package workshop.coach.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workshop.coach.engine.Engine;
import workshop.coach.steps.Grading;
import workshop.grading.Manifest;
import workshop.grading.ResultStore;
import workshop.grading.StepResult;

/** Writes the score in the format that GitHub Classroom's reporter reads. */
@Command(
        name = "export",
        description =
                "Runs steps and writes their results as JSON, in the format that GitHub Classroom's"
                        + " autograding reads.")
final class ExportCommand implements Callable<Integer> {

    @ParentCommand private Coach coach;

    @Parameters(
            paramLabel = "STEP",
            arity = "0..*",
            description = "Such as 1 5. If you name none: all steps.")
    private List<String> steps = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write it; to the standard output if you name no file.")
    private Path file;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var results = new ArrayList<StepResult>();
        var wanted =
                steps.isEmpty()
                        ? coach.workshop.steps()
                        : steps.stream().map(coach.workshop::step).toList();
        try (var engine = new Engine(Grading.PATIENCE)) {
            for (var sources : wanted) {
                var result = Grading.of(sources, engine, id -> true, exercise -> {}).result();
                results.add(
                        result != null
                                ? result
                                : Manifest.read(sources.step())
                                        .unrun()); // what does not compile earns no points
            }
        }
        if (file == null) {
            ResultStore.forClassroom(results, coach.out);
        } else {
            try (var out = Files.newBufferedWriter(file)) {
                ResultStore.forClassroom(results, out);
            }
            coach.say(
                    "%s of %s points, in %s",
                    results.stream().mapToInt(StepResult::earned).sum(),
                    results.stream().mapToInt(StepResult::points).sum(),
                    file);
        }
        return results.stream().allMatch(StepResult::green) ? 0 : Coach.RED;
    }
}
