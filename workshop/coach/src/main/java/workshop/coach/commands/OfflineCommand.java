package workshop.coach.commands;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import workshop.coach.machine.Repository;
import workshop.redis.EmbeddedRedis;

/** For the conference network. */
@Command(
        name = "offline",
        description =
                "Fetches all that the steps, the coach and the solutions need, and proves it by"
                        + " running them without the network.")
final class OfflineCommand implements Callable<Integer> {

    @ParentCommand private Coach coach;

    @Override
    public Integer call() throws IOException, InterruptedException {
        fetch("Fetching what the steps need …", Repository.steps(coach.workshop));
        fetch("Fetching what the coach and the solutions need …", Repository.solutions());
        EmbeddedRedis.start().close();
        coach.say("The Redis server is unpacked.");
        prove(
                "The proof: the steps, in a clean copy, by mvn -o …",
                Repository.steps(coach.workshop));
        prove("The proof: the coach and the solutions, the same way …", Repository.solutions());
        coach.say("Ready. From now on all of it works without a network: mvn -o test -pl step-01");
        return 0;
    }

    private void fetch(String words, List<String> goals) throws IOException, InterruptedException {
        coach.say("%s", words);
        Repository.run(coach.workshop, goals);
    }

    private void prove(String words, List<String> goals) throws IOException, InterruptedException {
        coach.say("%s", words);
        Repository.run(coach.workshop, goals, "-o");
    }
}
