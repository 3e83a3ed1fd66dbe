package workshop.grading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import workshop.grading.step.StepFolder;

/** For authors: writes a step's manifest again, from the exercises of a run. */
final class ManifestWriter {

    private ManifestWriter() {}

    /**
     * Writes it, unless an exercise of the step was not part of the run.
     *
     * @param exercises the test classes of the run that are exercises
     * @return what was done, in words
     */
    static String write(StepFolder step, List<Class<?>> exercises) {
        var file = step.display(step.manifest());
        var missing = exercisesInSources(step);
        exercises.forEach(type -> missing.remove(type.getName()));
        if (!missing.isEmpty()) {
            return """

            %s was NOT written: this run had only a part of the step.
            Missing: %s
            Leave out -Dtest and -Dgroups, and see whether these classes compile and load.

            """
                    .formatted(file, String.join(", ", missing));
        }
        var before = Manifest.read(step);
        var now = Manifest.compute(step, exercises);
        now.write(step);
        var changes = ManifestReview.differences(before, now);
        return """

        %s was written: %s exercises, %s points.
        %s%sRed exercises are expected here: the starters are not solved.

        """
                .formatted(
                        file,
                        now.exercises().size(),
                        now.unrun().points(),
                        changes.isEmpty() ? "Nothing has changed.\n" : list("Changed", changes),
                        list("To do", ManifestReview.faults(step, now)));
    }

    private static String list(String title, List<String> lines) {
        return lines.isEmpty() ? "" : title + ":\n" + String.join("\n", lines).indent(4);
    }

    /** The test classes that have the annotation in their source, whether they were run or not. */
    private static TreeSet<String> exercisesInSources(StepFolder step) {
        var types = new TreeSet<String>();
        try (var files = Files.walk(step.tests())) {
            for (var file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                if (Files.readString(file).lines().anyMatch(it -> it.startsWith("@Exercise("))) {
                    types.add(className(step.tests().relativize(file)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return types;
    }

    private static String className(Path source) {
        return source.toString().replaceAll("[/\\\\]", ".").replaceFirst("\\.java$", "");
    }
}
