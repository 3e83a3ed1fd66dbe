package workshop.coach;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import workshop.coach.commands.Coach;
import workshop.coach.commands.Person;
import workshop.coach.steps.Newest;
import workshop.coach.steps.Workshop;
import workshop.grade.Terminal;

/** Where the scripts {@code workshop/coach} and {@code workshop\coach.cmd} start. */
public final class Main {

    /** Tells the script to build the coach and to come back. */
    private static final int DUE = 75;

    private Main() {}

    public static void main(String[] args) throws IOException {
        var root = Path.of(System.getProperty("workshop.root"));
        // Nothing of the kit has been touched by now: perhaps it is not there any more.
        if (System.getProperty("workshop.coach.built") == null && due(root)) {
            System.exit(DUE);
        }
        var encoding = Terminal.encoding();
        System.exit(
                new Coach(
                                new Workshop(root),
                                Terminal.here(),
                                new Person.AtTerminal(System.in),
                                new PrintWriter(new OutputStreamWriter(System.out, encoding), true),
                                new PrintWriter(new OutputStreamWriter(System.err, encoding), true))
                        .run(args));
    }

    private static boolean due(Path root) throws IOException {
        var workshop = root.resolve("workshop");
        var built = Files.getLastModifiedTime(workshop.resolve("companion/target/coach.args"));
        return !Files.isDirectory(workshop.resolve("kit/target/classes"))
                || Newest.of(
                                        List.of(
                                                root.resolve("pom.xml"),
                                                workshop.resolve("kit/pom.xml"),
                                                workshop.resolve("kit/src/main"),
                                                workshop.resolve("companion/pom.xml"),
                                                workshop.resolve("companion/src/main")))
                                .compareTo(built)
                        > 0;
    }
}
