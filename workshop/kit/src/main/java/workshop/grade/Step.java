package workshop.grade;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where the files of a step are. A solution runs the tests of a step from a folder of its own, so
 * its main sources and its results are elsewhere than its tests.
 *
 * @param root the workshop's folder
 * @param name the step's folder in it
 * @param module the folder that is built; results go to its {@code target/workshop}
 * @param sources folders with main sources; the first that has a file wins
 */
public record Step(Path root, String name, Path module, List<Path> sources) {

    /** The coach's command, as one types it in the workshop's folder. */
    public static final String COACH =
            File.separatorChar == '/' ? "./workshop/coach" : "workshop\\coach";

    /**
     * The step that this JVM was started for: surefire names its folder in {@code basedir}, an IDE
     * starts in it.
     */
    public static Step here() {
        return at(Path.of(System.getProperty("basedir", "")));
    }

    /**
     * The step that is built in a folder.
     *
     * @param module the step's own folder, or one of the same name deeper down, such as {@code
     *     solutions/step-01-pickle-danger}
     */
    public static Step at(Path module) {
        var folder = module.toAbsolutePath().normalize();
        var name = folder.getFileName().toString();
        var root =
                Stream.iterate(folder.getParent(), parent -> parent != null, Path::getParent)
                        .filter(
                                parent ->
                                        Files.isDirectory(parent.resolve(name).resolve("src/test")))
                        .findFirst()
                        .orElse(folder.getParent());
        return new Step(
                root,
                name,
                folder,
                Stream.of(folder, root.resolve(name))
                        .distinct()
                        .map(step -> step.resolve("src/main/java"))
                        .toList());
    }

    /**
     * All steps in their order, this one among them: they lie beside one another, and so do their
     * solutions.
     */
    public List<Step> all() {
        try (var folders = Files.list(root)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(folder -> folder.matches("step-\\d+.*"))
                    .sorted()
                    .map(folder -> at(module.resolveSibling(folder)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the steps beside " + name + " could not be listed", e);
        }
    }

    /** The step's number, such as {@code 01}. */
    public String number() {
        return name.replaceFirst("^step-(\\d+).*", "$1");
    }

    /** The step's own folder, also for a solution. */
    public Path folder() {
        return root.resolve(name);
    }

    /** The main sources that the learner has; a solution's lie elsewhere. */
    Path starter() {
        return folder().resolve("src/main/java");
    }

    Path tests() {
        return folder().resolve("src/test/java");
    }

    Path manifest() {
        return folder().resolve("src/test/resources/exercises.json");
    }

    /** Where a run leaves its results: below the folder that is built. */
    public Path results() {
        return module.resolve("target/workshop");
    }

    /** {@link #COACH}; empty where there is no coach. */
    public String coach() {
        return Files.exists(root.resolve("workshop/coach")) ? COACH : "";
    }

    /** A path as the learner reads it: from the workshop's folder, with slashes. */
    public String display(Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }

    /**
     * A main source by its path below the source folder, such as {@code
     * workshop/step01/Inbox.java}.
     */
    Optional<Path> source(String path) {
        return sources.stream()
                .map(folder -> folder.resolve(path))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /**
     * The main source that {@link Exercise#edit()} names, by as many of its folders as are needed
     * to find it.
     */
    Optional<Path> toEdit(String file) {
        return sources.stream().flatMap(folder -> below(folder, file)).findFirst();
    }

    /** The line of an exercise's {@code TODO} in a file, if it is still there. */
    static OptionalInt todo(Path file, String id) {
        var todo = Pattern.compile("TODO\\s+" + Pattern.quote(id) + "(?!\\d)");
        try {
            // Any bytes are a text in ISO-8859-1: a learner's odd character must not stop the
            // grading.
            var lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            return IntStream.range(0, lines.size())
                    .filter(i -> todo.matcher(lines.get(i)).find())
                    .map(i -> i + 1)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> below(Path folder, String file) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(path -> path.endsWith(file)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
