package workshop.coach.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jline.utils.AttributedString;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workshop.coach.machine.Browser;
import workshop.coach.machine.Program;
import workshop.coach.steps.Races;
import workshop.coach.steps.UserError;
import workshop.coach.steps.Workshop;

/** The race demos. They are not exercises, so Maven runs them. */
@Command(
        name = "race",
        description =
                "Runs a step's race demos, before and after each cure, and says where their"
                        + " pages are.")
final class RaceCommand implements Callable<Integer> {

    @ParentCommand private Coach coach;

    @Parameters(
            paramLabel = "STEP",
            arity = "0..1",
            description = "Such as 2. If you name none: the first step that has demos.")
    private String step;

    @Option(names = "--no-browser", description = "Do not open a browser; say where the pages are.")
    private boolean noBrowser;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var sources =
                step == null
                        ? coach.workshop.steps().stream()
                                .filter(Races::hasDemos)
                                .findFirst()
                                .orElseThrow(() -> none("No step"))
                        : coach.workshop.step(step);
        if (!Races.hasDemos(sources)) {
            throw none(Workshop.name(sources));
        }
        coach.tell(
                "Running every order of events, before and after each cure. This takes a minute or"
                        + " two.");
        var code =
                Program.MAVEN.run(
                        coach.workshop.root(),
                        List.of(
                                "-q",
                                "-B",
                                "-ntp",
                                "-Dstyle.color=" + (coach.terminal.colour() ? "always" : "never"),
                                "test",
                                "-pl",
                                Workshop.name(sources),
                                "-Dgroups=race"),
                        this::say);
        Races.newestPage(sources).ifPresent(this::show);
        return code == 0 ? 0 : Coach.RED;
    }

    /** Some Mavens end with a line of escapes, whatever they are told of colour. */
    private void say(String line) {
        var words = coach.terminal.colour() ? line : AttributedString.stripAnsi(line);
        if (line.isEmpty() || !words.isEmpty()) {
            coach.say("%s", words);
        }
    }

    private void show(Path page) {
        if (noBrowser) {
            coach.say("Each race has a page in %s", coach.workshop.display(page.getParent()));
        } else {
            coach.say("%s", Browser.show(page, coach.workshop));
            coach.say("The other races have theirs beside it.");
        }
    }

    private UserError none(String where) {
        return new UserError("%s has no race demos (tests with @Tag(\"race\")).", where);
    }
}
