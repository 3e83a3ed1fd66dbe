package workshop.coach.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workshop.coach.machine.Stick;

/** Writes what laptops need in a room without a network. */
@Command(
        name = "stick",
        description =
                "Writes into a new folder, to be copied to a USB stick, what a laptop without a"
                    + " network needs: the workshop, Maven's downloads, and a script for each"
                    + " system. This takes some minutes. It copies only what ./coach offline has"
                    + " downloaded.")
final class StickCommand implements Callable<Integer> {

    @ParentCommand private Coach coach;

    @Parameters(paramLabel = "FOLDER", description = "A new or empty folder.")
    private Path folder;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var stick = new Stick(coach.workshop, folder);
        stick.bundle();
        coach.say("Copying what the workshop needs of Maven's downloads …");
        stick.repository();
        coach.say(
                "Proving it: steps, coach and solutions, with mvn -o and nothing but the stick …");
        stick.prove();
        stick.scripts();
        coach.say(
                "%s MB in %s. README.txt there has the three lines.",
                stick.size() / 1_000_000, folder);
        return 0;
    }
}
