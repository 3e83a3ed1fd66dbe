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
import java.util.Map;
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

    static final String NOT_RUN = "did not run. Does everything compile, and did the run finish?";

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
        return new StepResult(step, title, exercises);
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

    /**
     * Those exercises, with what is to be said about their tests: where a test, or a file that the
     * tests share, was changed, disabled, emptied or deleted, the exercise is red and earns no
     * points. A red one says first if a class of the tests stood in for one of the learner's.
     */
    public List<ExerciseResult> judged(StepFolder step, List<ExerciseResult> exercises) {
        return unchanged(
                step, exercises.stream().map(exercise -> withOwnNames(step, exercise)).toList());
    }

    /** On the class path, tests come before what they test. */
    private ExerciseResult withOwnNames(StepFolder step, ExerciseResult exercise) {
        if (exercise.green() || exercise.absent()) {
            return exercise;
        }
        return testSources.keySet().stream()
                .map(step.starter()::resolve)
                .filter(Files::exists)
                .findFirst()
                .map(
                        file ->
                                exercise.withFirst(
                                        "no class has the name of one of the tests",
                                        """
                                        %s has the name of a class of the workshop's tests, and \
                                        when they run, theirs is taken for yours. Give your class \
                                        another name.\
                                        """
                                                .formatted(step.display(file))))
                .orElse(exercise);
    }

    private List<ExerciseResult> unchanged(StepFolder step, List<ExerciseResult> exercises) {
        var now = fingerprints(step.tests());
        var changed = changedTests(now);
        if (changed.isEmpty()) {
            return exercises;
        }
        var ofExercises = this.exercises.stream().map(Manifest::source).toList();
        return exercises.stream()
                .map(
                        exercise ->
                                changed.stream()
                                        .filter(
                                                path ->
                                                        path.equals(source(exercise))
                                                                || !ofExercises.contains(path))
                                        .findFirst()
                                        .map(path -> changed(step, exercise, path, now))
                                        .orElse(exercise))
                .toList();
    }

    /** The files of tests that were changed or deleted, from the workshop's folder. */
    public List<String> changedTests(StepFolder step) {
        return changedTests(fingerprints(step.tests())).stream()
                .map(path -> step.display(step.tests().resolve(path)))
                .toList();
    }

    private List<String> changedTests(Map<String, String> now) {
        return testSources.keySet().stream()
                .filter(path -> !testSources.get(path).equals(now.get(path)))
                .toList();
    }

    /** The file of its test class, below the folder of the tests. */
    static String source(ExerciseResult exercise) {
        return exercise.testClass().replaceFirst("\\$.*", "").replace('.', '/') + ".java";
    }

    private static ExerciseResult changed(
            StepFolder step, ExerciseResult exercise, String path, Map<String, String> now) {
        if (exercise.absent()) {
            return exercise;
        }
        var said =
                """
                earns no points: %s was %s. To bring back the workshop's own tests (your changes \
                to them are lost):
                  git restore :/%s\
                """
                        .formatted(
                                step.display(step.tests().resolve(path)),
                                now.containsKey(path) ? "changed" : "deleted",
                                step.display(step.tests().getParent()));
        return exercise.withFirst(ExerciseResult.OWN_TESTS, said);
    }

    /** Whether the learner has not touched the file that this exercise edits. */
    boolean isUntouched(StepFolder step, ExerciseResult exercise) {
        return step.toEdit(exercise.edit())
                .filter(file -> file.startsWith(step.starter()))
                .map(file -> step.starter().relativize(file).toString().replace('\\', '/'))
                .filter(mainSources::containsKey)
                .map(path -> mainSources.get(path).equals(fingerprint(step.starter(), path)))
                .orElse(false);
    }

    private static String fingerprint(Path folder, String path) {
        try {
            return fingerprint(Files.readAllBytes(folder.resolve(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /** One for all Java files of a step, which is another one after a change in any of them. */
    static String fingerprint(StepFolder step) {
        var sums = new ArrayList<>();
        step.sources().forEach(folder -> sums.add(fingerprints(folder)));
        sums.add(fingerprints(step.tests()));
        return fingerprint(sums.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** SHA-256 of a Java file's bytes, as this manifest keeps it. */
    public static String fingerprint(byte[] bytes) {
        // Git may check the file out with CRLF, which is not a change. In ISO-8859-1 any bytes are
        // text, and become the same bytes again.
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
