package workshop.coach.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import workshop.grade.Manifest;
import workshop.grade.Step;

/**
 * A step's compiled sources in a folder of their own, which is deleted in the end.
 *
 * @param step     the step
 * @param folder   where the classes are, in folders named as Maven names them
 * @param errors   why it did not compile; empty when it did
 * @param manifest the exercises that were found; null when it did not compile
 */
public record Build(Step step, Path folder, List<CompileError> errors, Manifest manifest) implements AutoCloseable {

    static Path classes(Path folder) {
        return folder.resolve("target/classes");
    }

    static Path testClasses(Path folder) {
        return folder.resolve("target/test-classes");
    }

    /** The exercises in a folder of compiled tests. Their classes are looked at, not run. */
    static Manifest manifest(Step step, Path folder) throws IOException {
        var tests = testClasses(folder);
        try (var loader = new StepClassLoader(classPath(folder)); var files = Files.walk(tests)) {
            var types = files.filter(file -> file.toString().endsWith(".class"))
                    .map(file -> tests.relativize(file).toString().replaceFirst("\\.class$", "").replaceAll("[/\\\\]", "."))
                    .<Class<?>>map(name -> load(loader, name))
                    .toList();
            return Manifest.of(step, types);
        }
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

    @Override
    public void close() throws IOException {
        delete(folder);
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
