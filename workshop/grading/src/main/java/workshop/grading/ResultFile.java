package workshop.grading;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What a run leaves, as JSON. Other people's tools read what {@code ./coach export} writes. */
final class ResultFile {

    private static final String SEEN = "seen";

    private ResultFile() {}

    static void write(StepResult result, Path file) {
        Json.write(document(result), file);
    }

    /**
     * Writes a result, and of each exercise that ran what its sources were then.
     *
     * @param seen the fingerprint of all sources by the exercise's id
     */
    static void write(StepResult result, Map<String, String> seen, Path file) {
        var document = document(result);
        document.put(SEEN, seen);
        Json.write(document, file);
    }

    /** What {@link #write(StepResult, Map, Path)} was given as seen; nothing in other files. */
    static SortedMap<String, String> readSeen(Path file) {
        return read(
                file,
                document -> document.containsKey(SEEN) ? sums(document, SEEN) : new TreeMap<>());
    }

    static void write(Manifest manifest, Path file) {
        var document = document(manifest.unrun());
        document.put("mainSources", manifest.mainSources());
        document.put("testSources", manifest.testSources());
        Json.write(document, file);
    }

    /**
     * Reads what a run left.
     *
     * @throws UncheckedIOException if the file holds something else, or cannot be read
     */
    static StepResult read(Path file) {
        return read(
                file,
                document ->
                        new StepResult(
                                text(document, "step"),
                                text(document, "title"),
                                exercises(document)));
    }

    /**
     * Reads what a step should have.
     *
     * @throws UncheckedIOException if the file holds something else, or cannot be read
     */
    static Manifest readManifest(Path file) {
        return read(
                file,
                document ->
                        new Manifest(
                                text(document, "step"),
                                text(document, "title"),
                                exercises(document),
                                sums(document, "mainSources"),
                                sums(document, "testSources")));
    }

    private static SortedMap<String, String> sums(Map<?, ?> document, String name) {
        var sums = new TreeMap<String, String>();
        ((Map<?, ?>) document.get(name))
                .forEach((path, sum) -> sums.put((String) path, (String) sum));
        return sums;
    }

    private static <T> T read(Path file, Function<Map<?, ?>, T> reader) {
        try {
            return reader.apply(Json.read(file));
        } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
            throw Json.damaged(file, "it lacks a field, or has one of another type");
        }
    }

    private static Map<String, Object> document(StepResult result) {
        var document = new LinkedHashMap<String, Object>();
        document.put("step", result.step());
        document.put("title", result.title());
        document.put("earned", result.earned());
        document.put("exercises", result.exercises().stream().map(ResultFile::map).toList());
        return document;
    }

    private static Map<String, Object> map(ExerciseResult exercise) {
        var map = new LinkedHashMap<String, Object>();
        map.put("id", exercise.id());
        map.put("title", exercise.title());
        map.put("points", exercise.points());
        map.put("earned", exercise.earned());
        map.put("stars", exercise.stars());
        map.put("edit", exercise.edit());
        map.put("place", exercise.place());
        map.put("testClass", exercise.testClass());
        map.put("tests", exercise.tests().stream().map(ResultFile::map).toList());
        return map;
    }

    private static Map<String, Object> map(TestResult test) {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", test.name());
        map.put("status", test.status().name());
        map.put("message", test.message());
        map.put("where", test.where());
        map.put("seconds", test.seconds());
        return map;
    }

    private static List<ExerciseResult> exercises(Map<?, ?> document) {
        return list(document, "exercises").stream().map(ResultFile::exercise).toList();
    }

    private static ExerciseResult exercise(Map<?, ?> map) {
        return new ExerciseResult(
                text(map, "id"),
                text(map, "title"),
                (int) map.get("points"),
                (int) map.get("stars"),
                text(map, "edit"),
                text(map, "testClass"),
                text(map, "place"),
                list(map, "tests").stream().map(ResultFile::test).toList());
    }

    private static TestResult test(Map<?, ?> map) {
        return new TestResult(
                text(map, "name"),
                Status.valueOf(text(map, "status")),
                text(map, "message"),
                text(map, "where"),
                (double) map.get("seconds"));
    }

    private static String text(Map<?, ?> map, String name) {
        return (String) map.get(name);
    }

    private static List<? extends Map<?, ?>> list(Map<?, ?> map, String name) {
        return ((List<?>) map.get(name)).stream().<Map<?, ?>>map(Map.class::cast).toList();
    }
}
