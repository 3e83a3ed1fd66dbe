package workshop.coach;

import java.io.File;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import workshop.coach.commands.Coach;
import workshop.coach.commands.Prompt;
import workshop.coach.steps.LastChange;
import workshop.coach.steps.Workshop;
import workshop.grading.TextStyle;

/** Where the scripts {@code coach} and {@code coach.cmd} start. */
public final class Main {

    /** Tells the script to build the coach and to come back. */
    private static final int DUE = 75;

    private Main() {}

    public static void main(String[] args) throws IOException {
        Locale.setDefault(Locale.ROOT); // one language, and the same digits, on every machine
        var root = Path.of(System.getProperty("workshop.root"));
        // No class of another module is loaded yet: it may be gone.
        if (System.getProperty("workshop.coach.built") == null && due(root)) {
            System.exit(DUE);
        }
        var encoding = TextStyle.encoding();
        System.exit(
                new Coach(
                                new Workshop(root),
                                TextStyle.here(),
                                new Prompt.AtTerminal(System.in),
                                new PrintWriter(new OutputStreamWriter(System.out, encoding), true),
                                new PrintWriter(new OutputStreamWriter(System.err, encoding), true))
                        .run(args));
    }

    /** A clone that was copied or moved must not work on the one it came from. */
    private static boolean isOf(Path root) {
        var classPath = System.getProperty("java.class.path").split(File.pathSeparator);
        return Stream.of(classPath).map(Path::of).allMatch(Files::exists)
                && Stream.of(classPath).map(Path::of).anyMatch(entry -> entry.startsWith(root));
    }

    private static boolean due(Path root) throws IOException {
        if (!isOf(root)) {
            return true;
        }
        var built = Files.getLastModifiedTime(root.resolve(".coach/java.args"));
        var sources = new ArrayList<>(List.of(root.resolve("pom.xml")));
        for (var module : List.of("kit", "interleavings", "grading", "coach")) {
            var folder = root.resolve("workshop").resolve(module);
            if (!Files.isDirectory(folder.resolve("target/classes"))) {
                return true;
            }
            sources.addAll(List.of(folder.resolve("pom.xml"), folder.resolve("src/main")));
        }
        return LastChange.of(sources).compareTo(built) > 0;
    }
}
