package workshop.coach.commands;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import workshop.coach.machine.Downloads;
import workshop.coach.machine.Repository;
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

    @Override
    public Integer call() throws IOException, InterruptedException {
        fetch("Fetching what the steps need …", Repository.steps(coach.workshop), STEPS);
        fetch(
                "Fetching what the coach and the solutions need …",
                Repository.solutions(),
                SOLUTIONS);
        EmbeddedRedis.start().close();
        coach.say("The Redis server is unpacked.");
        prove(
                "Proving it: the steps, in a clean copy, with mvn -o …",
                Repository.steps(coach.workshop));
        prove("Proving it: the coach and the solutions, the same way …", Repository.solutions());
        coach.say("Ready. From now on everything works without a network: mvn -o test -pl step-01");
        return 0;
    }

    private void fetch(String words, List<String> goals, int megabytes)
            throws IOException, InterruptedException {
        coach.say("%s", words);
        var downloads = new Downloads(megabytes);
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
            coach.out.print("\r%-78s".formatted(row));
            coach.out.flush();
        }
    }

    /** Back to the row's start, where there is one. */
    private static String start() {
        return TextStyle.interactive() ? "\r" : "";
    }

    private void prove(String words, List<String> goals) throws IOException, InterruptedException {
        coach.say("%s", words);
        Repository.run(coach.workshop, goals, line -> {}, "-o");
    }
}
