package workshop.grading.bill;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workshop.grading.step.StepFolder;

/**
 * One way to tell a task which object it is for, as a learner has built it in a step.
 *
 * @param step the step's number, such as {@code 03}
 * @param name one word for a column
 * @param exercises the ids of the exercises that build it; when empty, all of the step do
 * @param types the simple names of the entities that the task is for, as many in every design
 * @param others the simple names of entities that came later, which the bill leaves out
 * @param call the method that asks for a task, such as {@code Website.asked}
 * @param files the sources that are part of it
 */
record Design(
        String step,
        String name,
        List<String> exercises,
        List<String> types,
        List<String> others,
        String call,
        Collection<Path> files) {

    /**
     * The designs of a step, in the order in which they are built. The step says in {@code
     * src/test/resources/bill.properties}:
     *
     * <pre>
     * designs = copies, shims             a column each
     * given   = A.java, B.java            no part of any design: the entities, the application
     * copies.exercises = 3.1, 3.2         the exercises that build it; if absent, all
     * copies.types = Question, Answer     the entities that it serves
     * copies.others = Announcement        those that only some of the designs serve
     * copies.call = Website.asked         the method whose parameters are counted
     * copies.without = Shims.java         what other designs have; all other files count
     * </pre>
     */
    static List<Design> of(StepFolder step) {
        var settings = new Properties();
        var file = step.root().resolve(step.name()).resolve("src/test/resources/bill.properties");
        if (Files.isRegularFile(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                settings.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        var designs = new ArrayList<Design>();
        for (var name : list(settings, "designs")) {
            var sources = sources(step);
            sources.keySet().removeAll(list(settings, "given"));
            sources.keySet().removeAll(list(settings, name + ".without"));
            designs.add(
                    new Design(
                            step.number(),
                            name,
                            list(settings, name + ".exercises"),
                            list(settings, name + ".types"),
                            list(settings, name + ".others"),
                            settings.getProperty(name + ".call"),
                            List.copyOf(sources.values())));
        }
        return designs;
    }

    /** The same, with the entities that came later. */
    Design withOthers() {
        var all = Stream.concat(types.stream(), others.stream()).toList();
        return new Design(step, name, exercises, all, List.of(), call, files);
    }

    /**
     * Whether the learner has built all of it: nothing of its exercises is still to do.
     *
     * @param isRed whether the exercise of that id failed in its last run
     */
    boolean isBuilt(Predicate<String> isRed) {
        return exercises.stream().noneMatch(isRed) && isWritten();
    }

    private boolean isWritten() {
        var ids =
                exercises.isEmpty()
                        ? "\\d+\\.\\d+"
                        : String.join("|", exercises).replace(".", "\\.");
        var todo = Pattern.compile("TODO (" + ids + ")(?!\\d)");
        return !files.isEmpty()
                && files.stream().noneMatch(file -> todo.matcher(read(file)).find());
    }

    /** The step's sources by their file names. The first folder that has a file wins. */
    private static Map<String, Path> sources(StepFolder step) {
        var sources = new TreeMap<String, Path>();
        for (var folder : step.sources()) {
            if (Files.isDirectory(folder)) {
                try (var files = Files.walk(folder)) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .forEach(
                                    file ->
                                            sources.putIfAbsent(
                                                    file.getFileName().toString(), file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return sources;
    }

    private static List<String> list(Properties settings, String name) {
        var value = settings.getProperty(name, "").strip();
        return value.isEmpty() ? List.of() : List.of(value.split("\\s*,\\s*"));
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), UTF_8); // whatever its encoding
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
