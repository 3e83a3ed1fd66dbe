package workshop.coach.machine;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import workshop.coach.steps.UserError;
import workshop.coach.steps.Workshop;
import workshop.grading.Manifest;

/** What Maven has to download before the workshop works without a network. */
public final class Repository {

    private Repository() {}

    /** What learners run: every step, with one test class each. If one test can run, all can. */
    public static List<String> steps(Workshop workshop) {
        return List.of(
                "-q",
                "-B",
                "-ntp",
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
                "-q",
                "-B",
                "-ntp",
                "verify",
                "-f",
                "solutions",
                "-Dsurefire.failIfNoSpecifiedTests=false",
                "-Dtest=ShortStepNamesTest,TerminalTest,HintTest");
    }

    /**
     * Runs Maven on a clean copy of the workshop.
     *
     * @param more arguments, such as {@code -o}
     * @throws UserError with Maven's first words when it fails
     */
    public static void run(Workshop workshop, List<String> goals, String... more)
            throws IOException, InterruptedException {
        try (var copy = new CleanCopy(workshop)) {
            var said = new ArrayList<String>();
            if (Maven.run(
                            copy.folder(),
                            Stream.concat(goals.stream(), Stream.of(more)).toList(),
                            said::add)
                    != 0) {
                throw new UserError(
                        "%s",
                        said.stream()
                                .filter(line -> line.startsWith("[ERROR]"))
                                .limit(5)
                                .collect(joining("\n")));
            }
        }
    }
}
