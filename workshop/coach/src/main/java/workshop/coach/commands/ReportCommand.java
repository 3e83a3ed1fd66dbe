package workshop.coach.commands;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workshop.coach.engine.Engine;
import workshop.coach.engine.StepSources;
import workshop.coach.machine.Browser;
import workshop.coach.steps.Grading;
import workshop.coach.steps.UserError;
import workshop.coach.steps.Workshop;
import workshop.grading.ResultStore;
import workshop.grading.StepResult;

/** The page with a step's result. */
@Command(
        name = "report",
        description =
                "Shows a step's result as a page in the browser. "
                        + "If anything has changed since the last run, it runs the step first.")
final class ReportCommand implements Callable<Integer> {

    @ParentCommand private Coach coach;

    @Parameters(
            paramLabel = "STEP",
            arity = "0..1",
            description = "Such as 5. If you name none: the first step that is not finished.")
    private String step;

    @Option(names = "--no-browser", description = "Do not open a browser; say where the page is.")
    private boolean noBrowser;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var sources = step == null ? coach.workshop.current() : coach.workshop.step(step);
        var known = Workshop.upToDate(sources);
        var page = ResultStore.page(sources.step(), known.isPresent() ? known.get() : run(sources));
        coach.say("%s", noBrowser ? "The page is " + page : Browser.show(page, coach.workshop));
        return 0;
    }

    private StepResult run(StepSources sources) throws IOException, InterruptedException {
        coach.say("Running %s …", Workshop.name(sources));
        try (var engine = new Engine(Grading.PATIENCE)) {
            var grading = Grading.of(sources, engine, id -> true, result -> {});
            if (grading.result() == null) {
                throw new UserError(
                        "%s",
                        String.join(
                                "\n",
                                Grading.lines(grading.errors(), coach.workshop, coach.terminal)));
            }
            ResultStore.keep(sources.step(), grading.result());
            return grading.result();
        }
    }
}
