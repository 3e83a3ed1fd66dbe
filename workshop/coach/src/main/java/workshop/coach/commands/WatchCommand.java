package workshop.coach.commands;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workshop.coach.engine.Engine;
import workshop.coach.machine.Editor;
import workshop.coach.steps.Grading;
import workshop.coach.watch.Display;
import workshop.coach.watch.Frame;
import workshop.coach.watch.Watch;
import workshop.grading.Manifest;

/** Watches the files of a step, and says after each save how the exercise did. */
@Command(
        name = "watch",
        description = "Runs the next exercise whenever you save a file, and shows how it went.")
final class WatchCommand implements Callable<Integer> {

    @ParentCommand private Coach coach;

    @Parameters(
            paramLabel = "STEP",
            arity = "0..1",
            description =
                    "Such as 5, or 5.3 to begin with that exercise. If you name none: the step"
                            + " whose folder you are in, or the first that is not finished.")
    private String step;

    @Option(
            names = "--plain",
            description =
                    "Print plain lines and redraw nothing, for screen readers. A key is a letter"
                            + " and Enter. Without a terminal, this is the default.")
    private boolean plain;

    @Option(
            names = "--edit-cmd",
            paramLabel = "COMMAND",
            description =
                    "What the key e starts, with the file and the line:"
                            + " --edit-cmd \"code -g {file}:{line}\" or"
                            + " --edit-cmd \"idea --line {line} {file}\".")
    private String editCommand;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var target = step == null ? null : coach.workshop.target(step);
        var sources = target == null ? coach.workshop.current() : target.sources();
        var first = target == null || target.whole() ? null : target.exercises().get(0);
        List<String> lastWords;
        try (var engine =
                        new Engine(Grading.PATIENCE)
                                .keepCompiled()
                                .keepSpare(); // first, since its start takes longest
                var stage = Display.here(plain, coach.terminal, coach.links, coach.out)) {
            stage.show(
                    new Frame(
                            Manifest.read(sources.step()).unrun(),
                            List.of(),
                            List.of(),
                            "starting …",
                            0,
                            0));
            try (var watch =
                    new Watch(
                            coach.workshop,
                            stage,
                            engine,
                            new Editor(editCommand),
                            sources,
                            first,
                            () -> prepare(engine))) {
                watch.run();
                lastWords = watch.lastWords();
            }
        }
        lastWords.forEach(coach.out::println);
        return 0;
    }

    /**
     * While the learner thinks. From then on, the first verdict of every step comes twice as fast.
     */
    private void prepare(Engine engine) {
        var thread =
                new Thread(
                        () -> {
                            try {
                                engine.archiveClasses();
                                for (var step : coach.workshop.steps()) {
                                    engine.compileAhead(step);
                                }
                            } catch (IOException | InterruptedException | RuntimeException e) {
                                // the next start takes as long as this one; nothing else is lost
                            }
                        },
                        "preparation");
        thread.setDaemon(true);
        thread.start();
    }
}
