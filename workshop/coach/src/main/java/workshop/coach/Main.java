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
import java.util.OptionalInt;
import java.util.stream.Stream;
import workshop.coach.commands.Coach;
import workshop.coach.commands.Prompt;
import workshop.coach.steps.LastChange;
import workshop.coach.steps.Workshop;
import workshop.grading.TextStyle;

/** Where the scripts {@code coach} and {@code coach.cmd} start. */
public final class Main {

    /**
     * A property from the script of Windows: the file in {@code .coach} that Java was started with,
     * when that and the classes are to be checked; empty when they were just made. The script of
     * Unix has checked them itself.
     */
    private static final String CHECKS = "workshop.coach.checks";

    /** A property from the script of Unix: how wide the terminal is, if there is one. */
    private static final String COLUMNS = "workshop.coach.columns";

    private static final String USUAL = "java.args";

    /** Added to the exit code for that script: a smaller one says that Java did not get so far. */
    private static final int STARTED = 10;

    /** Tells that script to build the coach and to come back. */
    private static final int DUE = 75;

    /** Tells it to come back with the libraries that few learners need. */
    private static final int MORE = 76;

    private Main() {}

    public static void main(String[] args) throws IOException {
        Locale.setDefault(Locale.ROOT); // one language, and the same digits, on every machine
        var root = Path.of(System.getProperty("workshop.root"));
        var arguments = System.getProperty(CHECKS);
        if (arguments != null && !arguments.isEmpty()) {
            // No class of another module is loaded yet: it may be gone.
            var wish = wish(root, arguments, System.getProperty("java.class.path"), args);
            if (wish.isPresent()) {
                System.exit(wish.getAsInt());
            }
        }
        var code = run(root, args);
        System.exit(arguments == null ? code : STARTED + code);
    }

    /** What the script of Windows must do first, if anything. */
    static OptionalInt wish(Path root, String arguments, String classPath, String... args)
            throws IOException {
        if (arguments.equals(USUAL) && wantsMore(args)) {
            return OptionalInt.of(MORE);
        }
        return due(root, arguments, classPath) ? OptionalInt.of(DUE) : OptionalInt.empty();
    }

    private static int run(Path root, String[] args) {
        var encoding = TextStyle.encoding();
        var terminal = TextStyle.here().on(Integer.getInteger(COLUMNS, TextStyle.WIDTH));
        return new Coach(
                        new Workshop(root),
                        terminal,
                        new Prompt.AtTerminal(System.in, terminal),
                        new PrintWriter(new OutputStreamWriter(System.out, encoding), true),
                        new PrintWriter(new OutputStreamWriter(System.err, encoding), true))
                .run(args);
    }

    private static boolean wantsMore(String[] args) {
        return Stream.of(args)
                .anyMatch(
                        arg ->
                                arg.startsWith("-Dworkshop.db=")
                                        || arg.equals("-Dworkshop.redis=testcontainers"));
    }

    /** A clone that was copied or moved must not work on the one it came from. */
    private static boolean isOf(Path root, String classPath) {
        var entries = Stream.of(classPath.split(File.pathSeparator)).map(Path::of).toList();
        return entries.stream().allMatch(Files::exists)
                && entries.stream().anyMatch(entry -> entry.startsWith(root));
    }

    private static boolean due(Path root, String arguments, String classPath) throws IOException {
        if (!isOf(root, classPath)) {
            return true;
        }
        var built = Files.getLastModifiedTime(root.resolve(".coach").resolve(arguments));
        var sources = new ArrayList<>(List.of(root.resolve("pom.xml")));
        for (var module : List.of("kit", "interleavings", "grading", "coach")) {
            var folder = root.resolve("workshop").resolve(module);
            if (!Files.isDirectory(root.resolve(".coach/classes").resolve(module))) {
                return true;
            }
            sources.addAll(List.of(folder.resolve("pom.xml"), folder.resolve("src/main")));
        }
        return LastChange.of(sources).compareTo(built) > 0;
    }
}
