package workshop.coach;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import workshop.coach.steps.Workshop;

/**
 * A workshop of one small step, the proof's fixture with hints and a manifest, copied into a folder
 * where a test may do with it what it likes.
 */
public final class Fixture {

    public static final String STEP = "step-00-fixture";
    public static final String SUM = STEP + "/src/main/java/workshop/step00/Sum.java";
    public static final String GREETING = STEP + "/src/main/java/workshop/step00/Greeting.java";

    private Fixture() {}

    /** Makes one in that folder. */
    public static Workshop in(Path root) throws IOException {
        copy(Path.of("src/test/resources/fixture"), root);
        copy(Path.of("src/test/resources/coached"), root);
        return new Workshop(root);
    }

    /** Copies a folder's files into another one, over those that are there. */
    public static void copy(Path folder, Path root) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = root.resolve(folder.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Solves an exercise. */
    public static void solve(Workshop workshop, String file) throws IOException {
        replace(workshop, file, "solutions/" + file);
    }

    /** Gives a wrong answer to 0.1. */
    public static void spoil(Workshop workshop, String wrong) throws IOException {
        replace(
                workshop,
                SUM,
                "solutions/" + STEP + "/wrong/" + wrong + "/java/workshop/step00/Sum.java");
    }

    /** Commits all that there is, to a repository that is made at the first commit. */
    public static void commit(Workshop workshop, String message)
            throws IOException, InterruptedException {
        git(workshop, "init", "--quiet");
        git(workshop, "add", "--all");
        git(
                workshop,
                "-c",
                "user.name=A learner",
                "-c",
                "user.email=learner@example.org",
                "commit",
                "--quiet",
                "-m",
                message);
    }

    private static void git(Workshop workshop, String... arguments)
            throws IOException, InterruptedException {
        var command =
                Stream.concat(Stream.of("git", "-c", "core.autocrlf=false"), Stream.of(arguments))
                        .toList();
        var git =
                new ProcessBuilder(command).directory(workshop.root().toFile()).inheritIO().start();
        assertThat(git.waitFor()).as(String.join(" ", command)).isZero();
    }

    /** Puts one file in the place of another, which may not be there. */
    public static void replace(Workshop workshop, String file, String by) throws IOException {
        Files.copy(
                workshop.root().resolve(by),
                workshop.root().resolve(file),
                StandardCopyOption.REPLACE_EXISTING);
    }
}
