package workshop.coach.engine;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workshop.grading.Manifest;
import workshop.grading.step.StepFolder;

/**
 * A step's compiled sources in a folder of their own, which is deleted in the end.
 *
 * @param step the step
 * @param folder where the classes are, in folders named as Maven names them
 * @param errors why it did not compile; empty when it did
 * @param manifest the exercises that were found; null when it did not compile
 * @param outlines what the rest of the code can see of each main source, by its name
 */
public record CompiledStep(
        StepFolder step,
        Path folder,
        List<CompileError> errors,
        Manifest manifest,
        Map<String, String> outlines)
        implements AutoCloseable {

    private static final String CLASS = ".class";

    /** Spring finds beans by annotations, and Spring Data repositories by interfaces. */
    private static final Pattern FOUND_BY_SCANS =
            Pattern.compile("@(?!Override\\b|SuppressWarnings\\b)|INTERFACE ");

    static Path classes(Path folder) {
        return folder.resolve("target/classes");
    }

    static Path testClasses(Path folder) {
        return folder.resolve("target/test-classes");
    }

    /** The exercises in a folder of compiled tests. Their classes are looked at, not run. */
    static Manifest manifest(StepFolder step, Path folder) throws IOException {
        var tests = testClasses(folder);
        try (var loader = new StepClassLoader(classPath(folder));
                var files = Files.walk(tests)) {
            var types =
                    files.filter(file -> file.toString().endsWith(CLASS))
                            .<Class<?>>map(file -> load(loader, className(tests.relativize(file))))
                            .toList();
            return Manifest.compute(step, types);
        }
    }

    private static String className(Path file) {
        var name = file.toString().replaceAll("[/\\\\]", ".");
        return name.substring(0, name.length() - CLASS.length());
    }

    private static Class<?> load(ClassLoader loader, String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("A compiled class went away: " + name, e);
        }
    }

    /** Tests before main, as Maven has it. */
    static List<String> classPath(Path folder) {
        return List.of(testClasses(folder).toString(), classes(folder).toString());
    }

    /** Whether it compiled. */
    public boolean compiled() {
        return errors.isEmpty();
    }

    /**
     * How the main classes of two builds differ, by their names.
     *
     * @param inCode those whose code differs, and nothing that other classes see of them
     * @param inShape those that other classes see differently, or not at all
     */
    public record Difference(Set<String> inCode, Set<String> inShape) {}

    /**
     * How another build differs from this one; nothing when more than main classes differ (a
     * resource, a test), or when a framework that looks through all classes may find others.
     */
    public Optional<Difference> difference(CompiledStep other) throws IOException {
        var reshaped = new TreeSet<String>();
        for (var source : union(outlines.keySet(), other.outlines.keySet())) {
            var one = outlines.getOrDefault(source, "");
            var another = other.outlines.getOrDefault(source, "");
            if (!one.equals(another)) {
                if (FOUND_BY_SCANS.matcher(one + another).find()) {
                    return Optional.empty();
                }
                reshaped.add(source);
            }
        }
        var difference = new Difference(new TreeSet<>(), new TreeSet<>());
        for (var file : union(files(), other.files())) {
            if (!isSame(folder.resolve(file), other.folder.resolve(file))) {
                var type = classes(Path.of("")).relativize(file);
                if (type.startsWith("..") || !type.toString().endsWith(CLASS)) {
                    return Optional.empty();
                }
                var name = className(type);
                var source =
                        "java/%s.java".formatted(name.replaceAll("\\$.*", "").replace('.', '/'));
                var inCode = !reshaped.contains(source) && outlines.containsKey(source);
                (inCode ? difference.inCode : difference.inShape).add(name);
            }
        }
        return Optional.of(difference);
    }

    private static <T> Set<T> union(Set<T> one, Set<T> other) {
        return Stream.of(one, other).flatMap(Set::stream).collect(toSet());
    }

    private Set<Path> files() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(folder::relativize).collect(toSet());
        }
    }

    private static boolean isSame(Path one, Path other) throws IOException {
        return Files.exists(one) && Files.exists(other) && Files.mismatch(one, other) < 0;
    }

    @Override
    public void close() {
        Scratch.delete(folder);
    }
}
