package workshop.coach.commands;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import workshop.coach.machine.Downloads;
import workshop.coach.machine.Extra;
import workshop.coach.machine.Packages;
import workshop.coach.machine.Repository;
import workshop.grading.TextLayout;
import workshop.grading.TextStyle;
import workshop.redis.EmbeddedRedis;

/** Prepares the workshop for a room without a good network. */
@Command(
        name = "offline",
        description =
                "Downloads everything that the steps, the coach and the solutions need, and proves"
                        + " it by running them without the network.")
final class OfflineCommand implements Callable<Integer> {

    /** In megabytes, on a new machine. */
    private static final int STEPS = 85;

    /** What comes on top. */
    private static final int SOLUTIONS = 40;

    @ParentCommand private Coach coach;

    @Option(
            names = "--with",
            split = ",",
            paramLabel = "EXTRA",
            description =
                    "Also downloads extras: ${COMPLETION-CANDIDATES}. Separate several with"
                            + " commas.")
    private Set<Extra> extras = EnumSet.noneOf(Extra.class);

    @Option(
            names = "--slides",
            description = "Downloads the deck's packages as well, with npm, and builds the deck.")
    private boolean slides;

    @Override
    public Integer call() throws IOException, InterruptedException {
        fetch("what the steps need", Repository.steps(coach.workshop), STEPS);
        fetch("what the coach and the solutions need", Repository.solutions(), SOLUTIONS);
        for (var extra : extras) {
            fetch(extra.toString(), Repository.extra(extra), extra.megabytes());
        }
        if (slides) {
            coach.say("Fetching the deck's packages …");
            new Packages(coach.workshop, coach.terminal).fetch(this::progress);
            progress("");
            coach.say("%s  The deck is in slides/build.", start());
        }
        EmbeddedRedis.start().close();
        coach.say("The Redis server is unpacked.");
        prove("the steps, in a clean copy, with mvn -o", Repository.steps(coach.workshop));
        prove("the coach and the solutions, the same way", Repository.solutions());
        for (var extra : extras) {
            prove(extra.toString(), Repository.extra(extra));
        }
        if (extras.contains(Extra.TESTCONTAINERS)) {
            coach.tell(
                    "The images of the containers come at the first run that asks for them: see"
                            + " workshop/README.md");
        }
        coach.tell(
                "Ready. From now on everything works without a network: mvn -o test -pl step-01");
        return 0;
    }

    private void fetch(String what, List<String> goals, int megabytes)
            throws IOException, InterruptedException {
        coach.say("Fetching %s …", what);
        var downloads = new Downloads(megabytes, coach.terminal);
        Repository.run(
                coach.workshop, goals, line -> downloads.hear(line).ifPresent(this::progress));
        if (downloads.megabytes() > 0) {
            progress("");
            coach.say("%s  %s MB downloaded.", start(), downloads.megabytes());
        }
    }

    /** In one row of a terminal; elsewhere, a line for each download would fill the log. */
    private void progress(String row) {
        if (TextStyle.interactive()) {
            coach.out.print("\r" + TextLayout.pad(row, coach.terminal.width() - 2));
            coach.out.flush();
        }
    }

    /** Back to the row's start, where there is one. */
    private static String start() {
        return TextStyle.interactive() ? "\r" : "";
    }

    private void prove(String what, List<String> goals) throws IOException, InterruptedException {
        coach.say("Proving it: %s …", what);
        Repository.run(coach.workshop, goals, line -> {}, "-o");
    }
}
