package workshop.grading.step;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
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
public record StepFolder(Path root, String name, Path module, List<Path> sources) {

    private static final StackWalker CALLER =
            StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    /** The name of a step's folder: its number, and what it is about. */
    public static final Pattern NAME = Pattern.compile("step-(\\d+)(?:-[^/]*)?");

    /** The coach's command, as people type it in the workshop's folder. */
    public static final String COACH = File.separatorChar == '/' ? "./coach" : ".\\coach";

    /** The step of the class that asks. */
    public static StepFolder here() {
        return of(CALLER.getCallerClass());
    }

    /**
     * The step that a test class was built in. An IDE may start it in any folder, so that is only a
     * guess for classes from elsewhere; surefire names the step in {@code basedir}.
     */
    public static StepFolder of(Class<?> test) {
        return module(test)
                .map(StepFolder::at)
                .filter(step -> Files.exists(step.manifest()) || hasExercisesToCome(step))
                .orElseGet(() -> at(Path.of(System.getProperty("basedir", ""))));
    }

    private static boolean hasExercisesToCome(StepFolder step) {
        return NAME.matcher(step.name()).matches();
    }

    /** The folder with a pom.xml that is nearest to the folder of the class. */
    private static Optional<Path> module(Class<?> test) {
        var source = test.getProtectionDomain().getCodeSource();
        if (source == null) {
            return Optional.empty();
        }
        try {
            var classes = Path.of(source.getLocation().toURI());
            return Stream.iterate(classes, Objects::nonNull, Path::getParent)
                    .filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .findFirst();
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty(); // it is in no folder
        }
    }

    /**
     * The step that is built in a folder.
     *
     * @param module the step's own folder, or one of the same name deeper down, such as {@code
     *     solutions/step-01-pickle-danger}
     */
    public static StepFolder at(Path module) {
        var folder = module.toAbsolutePath().normalize();
        var name = folder.getFileName().toString();
        var root =
                Stream.iterate(folder.getParent(), parent -> parent != null, Path::getParent)
                        .filter(
                                parent ->
                                        Files.isDirectory(parent.resolve(name).resolve("src/test")))
                        .findFirst()
                        .orElse(folder.getParent());
        return new StepFolder(
                root,
                name,
                folder,
                Stream.of(folder, root.resolve(name))
                        .distinct()
                        .map(step -> step.resolve("src/main/java"))
                        .toList());
    }

    /**
     * All steps in their order, this one included. The steps are beside one another, and so are
     * their solutions.
     */
    public List<StepFolder> all() {
        return names(root).stream().map(name -> at(module.resolveSibling(name))).toList();
    }

    /** The steps in a workshop's folder, in their order. */
    public static List<StepFolder> in(Path root) {
        var folder = root.toAbsolutePath().normalize();
        return names(folder).stream().map(name -> at(folder.resolve(name))).toList();
    }

    private static List<String> names(Path root) {
        try (var folders = Files.list(root)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The steps in " + root + " could not be listed.", e);
        }
    }

    /** The step's number as its folder has it, such as {@code 01}. */
    public String number() {
        return NAME.matcher(name).replaceFirst("$1");
    }

    /** The step's number as one counts, such as {@code 1}: the first part of its exercises' ids. */
    public int ordinal() {
        return Integer.parseInt(number());
    }

    /** The short name, such as {@code step-01}, which Maven knows it by. */
    public String shortName() {
        return "step-" + number();
    }

    /**
     * Whether a learner who typed that means this step: {@code 5}, {@code 05}, {@code step-05-mo}.
     */
    public boolean isMeantBy(String typed) {
        return typed.matches("\\d{1,4}")
                ? ordinal() == Integer.parseInt(typed)
                : !typed.isEmpty() && name.startsWith(typed.replaceFirst("[/\\\\]$", ""));
    }

    /** The step's own folder, also for a solution. */
    public Path folder() {
        return root.resolve(name);
    }

    /** The learner's main sources; a solution's are elsewhere. */
    public Path starter() {
        return folder().resolve("src/main/java");
    }

    /** The sources of its exercises. */
    public Path tests() {
        return folder().resolve("src/test/java");
    }

    /** The file that says what its exercises are worth, and what their tests are. */
    public Path manifest() {
        return folder().resolve("src/test/resources/exercises.json");
    }

    /** Where a run leaves its results: below the folder that is built. */
    public Path results() {
        return module.resolve("target/workshop");
    }

    /**
     * The file with what the last run said. A learner's is in the coach's own folder, where {@code
     * mvn clean} leaves it.
     */
    public Path progress() {
        return module.equals(folder())
                ? root.resolve(".coach/progress").resolve(shortName() + ".json")
                : results().resolve("result.json");
    }

    /** The file with what the coach compiled of it last. */
    public Path compiled() {
        return root.resolve(".coach/compiled").resolve(shortName() + ".json");
    }

    /** Where the pages of its races are. */
    public Path races() {
        return results().resolve("races");
    }

    /** {@link #COACH}; empty where there is no coach. */
    public String coach() {
        return Files.exists(root.resolve("coach")) ? COACH : "";
    }

    /** A path as the learner reads it: from the workshop's folder, with slashes. */
    public String display(Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }

    /**
     * A main source by its path below the source folder, such as {@code
     * workshop/step01/Inbox.java}.
     */
    public Optional<Path> source(String path) {
        return sources.stream()
                .map(folder -> folder.resolve(path))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /**
     * The main source that an exercise names as the one to edit, by as many of its folders as are
     * needed to find it.
     */
    public Optional<Path> toEdit(String file) {
        return sources.stream().flatMap(folder -> below(folder, file)).findFirst();
    }

    /** The line of an exercise's {@code TODO} in a file, if it is still there. */
    public static OptionalInt todo(Path file, String id) {
        return line(file, "TODO\\s+" + Pattern.quote(id) + "(?!\\d)");
    }

    /** The line that declares a class, an interface, a record or an enum in a file. */
    public static OptionalInt declaration(Path file, String type) {
        return line(file, "\\b(class|interface|record|enum)\\s+" + Pattern.quote(type) + "\\b");
    }

    private static OptionalInt line(Path file, String regex) {
        var wanted = Pattern.compile(regex);
        try {
            // In ISO-8859-1 any bytes are text: an odd character must not stop the grading.
            var lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            return IntStream.range(0, lines.size())
                    .filter(i -> wanted.matcher(lines.get(i)).find())
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
