package workshop.coach.commands;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workshop.coach.engine.StepSources;
import workshop.coach.steps.Exercises;
import workshop.coach.steps.Workshop;
import workshop.grading.Manifest;
import workshop.grading.ResultStore;
import workshop.grading.Score;
import workshop.grading.TextLayout;
import workshop.grading.TextStyle;
import workshop.grading.step.StepFolder;

/** All exercises, as the last run of their step left them. */
@Command(
        name = "list",
        description = "Lists the exercises, and how each of them did in its last run.")
final class ListCommand implements Runnable {

    @ParentCommand private Coach coach;

    @Parameters(
            paramLabel = "STEP",
            arity = "0..1",
            description = "Such as 5. If you name none: all steps.")
    private String step;

    @Option(names = "--plain", description = "In words, for screen readers: no bars, no marks.")
    private boolean plain;

    @Override
    public void run() {
        var steps = step == null ? coach.workshop.steps() : List.of(coach.workshop.step(step));
        steps.forEach(
                sources ->
                        coach.out.print(
                                plain
                                        ? words(sources, coach.terminal)
                                        : lines(sources, coach.terminal)));
        coach.out.println();
        coach.out.flush();
    }

    private static String words(StepSources sources, TextStyle terminal) {
        var result = ResultStore.last(sources.step());
        var words = new StringBuilder("\n");
        Stream.concat(
                        Stream.of(Exercises.words(result)),
                        result.exercises().stream().map(Exercises::words))
                .flatMap(line -> TextLayout.wrap(line, terminal.width()).stream())
                .forEach(line -> words.append(line).append('\n'));
        return words.toString();
    }

    private static String lines(StepSources sources, TextStyle terminal) {
        var result = ResultStore.last(sources.step());
        if (result.exercises().isEmpty()) {
            return "\n"
                    + terminal.bold(terminal.plain(Manifest.read(sources.step()).title()))
                    + "\n  no exercises yet\n";
        }
        var lines = new StringBuilder(Score.header(result, terminal));
        var seen = ResultStore.upToDate(sources.step());
        var ran = result.exercises().stream().anyMatch(exercise -> !exercise.absent());
        var changed =
                result.exercises().stream()
                        .anyMatch(each -> !each.absent() && !seen.contains(each.id()));
        if (changed || !ran) {
            lines.append(
                            terminal.dim(
                                    "  %s %s run %s"
                                            .formatted(
                                                    ran
                                                            ? "Files have changed since the last"
                                                                    + " run. Run it again:"
                                                            : "Not run yet:",
                                                    StepFolder.COACH,
                                                    Workshop.number(sources))))
                    .append('\n');
        }
        result.exercises()
                .forEach(exercise -> lines.append(Exercises.line(exercise, terminal)).append('\n'));
        return lines.toString();
    }
}
