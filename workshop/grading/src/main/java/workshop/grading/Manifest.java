package workshop.grading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import workshop.grading.step.StepFolder;

/**
 * What a step should have: its exercises, and the fingerprints of its tests. It is kept in {@code
 * src/test/resources/exercises.json}, in the form of the result of a run in which nothing ran, so
 * that a copy of it <em>is</em> the result until a run says better.
 *
 * @param step the name of the step's folder
 * @param title what the step is called
 * @param exercises its exercises, by their ids, none of them run
 * @param mainSources SHA-256 of each Java file of the starter, with line ends as LF, by its path
 *     below the source folder
 * @param testSources the same of the tests, below the test folder
 */
public record Manifest(
        String step,
        String title,
        List<ExerciseResult> exercises,
        SortedMap<String, String> mainSources,
        SortedMap<String, String> testSources) {

    static final String NOT_RUN =
            "did not run. Does everything compile, and did the run come to its end?";

    /** Reads the manifest of a step; an empty one for a step that has none yet. */
    public static Manifest read(StepFolder step) {
        return Files.exists(step.manifest())
                ? ResultFile.readManifest(step.manifest())
                : new Manifest(
                        step.name(), title(step), List.of(), new TreeMap<>(), new TreeMap<>());
    }

    /**
     * Computes the manifest of a step.
     *
     * @param step the step
     * @param tests its test classes; those that are no exercise are left out
     */
    public static Manifest compute(StepFolder step, List<Class<?>> tests) {
        return new Manifest(
                step.name(),
                title(step),
                tests.stream()
                        .filter(type -> type.isAnnotationPresent(Exercise.class))
                        .map(type -> exercise(type, step))
                        .map(
                                exercise ->
                                        exercise.with(
                                                List.of(
                                                        TestResult.missing(
                                                                exercise.title(), NOT_RUN))))
                        .sorted(
                                Comparator.comparingInt(
                                        exercise -> ExerciseResult.order(exercise.id())))
                        .toList(),
                fingerprints(step.starter()),
                fingerprints(step.tests()));
    }

    /** Writes it where {@link #read(StepFolder)} reads it. */
    public void write(StepFolder step) {
        ResultFile.write(this, step.manifest());
    }

    /** The step's result as long as nothing has run. */
    public StepResult unrun() {
        return new StepResult(step, title, exercises, List.of());
    }

    Optional<ExerciseResult> exercise(String testClass) {
        return exercises.stream()
                .filter(exercise -> exercise.testClass().equals(testClass))
                .findFirst();
    }

    static ExerciseResult exercise(Class<?> type, StepFolder step) {
        var mark = type.getAnnotation(Exercise.class);
        return new ExerciseResult(
                mark.id(),
                mark.title(),
                mark.points(),
                mark.stars(),
                mark.edit(),
                type.getName(),
                step.toEdit(mark.edit()).map(step::display).orElse(null),
                List.of());
    }

    /** What is to be said about the tests as they are now. */
    public List<String> warnings(StepFolder step) {
        if (testSources.isEmpty()) {
            return List.of();
        }
        var now = fingerprints(step.tests());
        var warnings = new ArrayList<String>();
        testSources.forEach(
                (path, sum) -> {
                    if (!sum.equals(now.get(path))) {
                        var file = step.display(step.tests().resolve(path));
                        warnings.add(
                                ("The tests are not the workshop's own: %s was %s This brings it"
                                                + " back:\n  git restore :/%s")
                                        .formatted(
                                                file,
                                                now.containsKey(path)
                                                        ? "changed. The score counts all the same."
                                                        : "deleted, and earns nothing.",
                                                step.display(step.tests().getParent())));
                    }
                });
        return warnings;
    }

    private static SortedMap<String, String> fingerprints(Path folder) {
        var sums = new TreeMap<String, String>();
        if (Files.isDirectory(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    sums.put(
                            folder.relativize(file).toString().replace('\\', '/'),
                            fingerprint(Files.readAllBytes(file)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sums;
    }

    /** SHA-256 of a Java file's bytes, as this manifest keeps it. */
    public static String fingerprint(byte[] bytes) {
        // Git may check the file out with CRLF: that is not a change. In ISO-8859-1 any bytes are a
        // text, and the same bytes again.
        var text = new String(bytes, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
        try {
            var sum =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.ISO_8859_1));
            return HexFormat.of().formatHex(sum);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The title is the project's name in the step's pom.xml. */
    private static String title(StepFolder step) {
        var pom = step.folder().resolve("pom.xml");
        try {
            var name = Pattern.compile("<name>(.*?)</name>").matcher(Files.readString(pom));
            return name.find() ? name.group(1) : step.name();
        } catch (IOException e) {
            throw new UncheckedIOException("a step has a pom.xml", e);
        }
    }
}
