package workshop.coach.machine;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workshop.coach.steps.UserError;
import workshop.coach.steps.Workshop;
import workshop.grading.Manifest;
import workshop.grading.step.StepFolder;

/** What Maven has to download before the workshop works without a network. */
public final class Repository {

    /** As javac has it, through Maven. */
    private static final Pattern COMPILE_ERROR =
            Pattern.compile("\\[ERROR] (.+\\.java):\\[(\\d+),\\d+] (.*)");

    /** A file of the learner does not compile, so nothing can be said about downloads. */
    public static final class DoesNotCompile extends UserError {

        private DoesNotCompile(String file, String line, String error) {
            super(
                    "%s does not compile, so this could not be tried: line %s, %s. Fix it, or put"
                            + " it back with %s reset, and try again.",
                    file, line, error, StepFolder.COACH);
        }
    }

    private Repository() {}

    /** What learners run: every step, with one test class each. If one test can run, all can. */
    public static List<String> steps(Workshop workshop) {
        return List.of(
                "-B",
                "clean",
                "test",
                "-Dmaven.test.failure.ignore",
                "-Dsurefire.failIfNoSpecifiedTests=false",
                "-Dtest="
                        + workshop.steps().stream()
                                .map(
                                        step ->
                                                Manifest.read(step.step())
                                                        .exercises()
                                                        .get(0)
                                                        .testClass())
                                .collect(joining(",")));
    }

    /** The coach, the solutions and their tests, of which one runs. */
    public static List<String> solutions() {
        return List.of(
                "-B",
                "verify",
                "-f",
                "solutions",
                "-Dsurefire.failIfNoSpecifiedTests=false",
                "-Dtest=ShortStepNamesTest,TextStyleTest,HintTest");
    }

    /** What only some need: all modules are compiled with it, and no test runs. */
    public static List<String> extra(Extra extra) {
        var goals = new ArrayList<>(List.of("-B", "test", "-DskipTests"));
        goals.addAll(extra.asks());
        return goals;
    }

    /**
     * Runs Maven on a clean copy of the workshop.
     *
     * @param each hears of every line, those on downloads included
     * @param more arguments, such as {@code -o}
     * @throws DoesNotCompile when it fails at a file of the learner
     * @throws UserError with Maven's first words when it fails
     */
    public static void run(
            Workshop workshop, List<String> goals, Consumer<String> each, String... more)
            throws IOException, InterruptedException {
        try (var copy = new CleanCopy(workshop)) {
            tellDownloads(copy.folder().resolve(".mvn/maven.config"));
            var said = new ArrayList<String>();
            if (Program.MAVEN.run(
                            copy.folder(),
                            Stream.concat(goals.stream(), Stream.of(more)).toList(),
                            line -> {
                                said.add(line);
                                each.accept(line);
                            })
                    != 0) {
                throw refusal(copy, said);
            }
        }
    }

    /** The workshop's builds are silent about them; this one may take minutes. */
    private static void tellDownloads(Path config) throws IOException {
        var lines = new ArrayList<>(Files.readAllLines(config));
        lines.remove("--no-transfer-progress");
        Files.write(config, lines);
    }

    /** On Windows, Maven puts a slash in front: {@code /C:/Users/…}. */
    static Path file(String said) {
        return Path.of(said.replaceFirst("^/(?=\\p{Alpha}:)", ""));
    }

    /** Why Maven failed on a copy, by what it said. */
    static UserError refusal(CleanCopy copy, List<String> said) throws IOException {
        for (var line : said) {
            var error = COMPILE_ERROR.matcher(line);
            if (error.matches()) {
                var file = copy.original(file(error.group(1)));
                return new DoesNotCompile(file, error.group(2), error.group(3));
            }
        }
        return new UserError(
                "%s",
                said.stream()
                        .filter(line -> line.startsWith("[ERROR]"))
                        .limit(5)
                        .collect(joining("\n")));
    }
}
