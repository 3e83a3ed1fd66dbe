package workshop.grade;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The result as JSON: first what the reporter of GitHub Classroom's autograding reads ({@code version}, {@code status},
 * {@code max_score} and {@code tests} with their {@code score}; scores of decimal places and tests without points are fine
 * with it), then what the workshop's own tools read. The scores of an exercise's tests add up to its points when all of them are
 * green, and are 0 otherwise.
 *
 * @see <a href="https://github.com/classroom-resources/autograding-grading-reporter">autograding-grading-reporter</a>
 */
final class ResultFile {

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ResultFile() {}

    static void write(StepResult result, Path file) {
        write(document(result, null), file);
    }

    static void write(Manifest manifest, Path file) {
        write(document(manifest.unrun(), manifest.testSources()), file);
    }

    static StepResult read(Path file) {
        var document = document(file);
        return new StepResult(document.step, document.title, document.exercises, document.warnings);
    }

    static Manifest readManifest(Path file) {
        var document = document(file);
        return new Manifest(document.step, document.title, document.exercises, new TreeMap<>(document.testSources));
    }

    private static Document document(Path file) {
        return JSON.readValue(file, Document.class);
    }

    /** All at once: whoever reads meanwhile, or after this JVM was killed, finds the old result or the new one. */
    private static void write(Document document, Path file) {
        try {
            Files.createDirectories(file.getParent());
            var draft = Files.createTempFile(file.getParent(), "result", ".json");
            Files.write(draft, JSON.writeValueAsBytes(document));
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the result of the step could not be written", e);
        }
    }

    private static Document document(StepResult result, SortedMap<String, String> testSources) {
        var tests = result.exercises().stream().flatMap(exercise -> tests(exercise, result.step()).stream()).toList();
        return new Document(1, result.green() ? "pass" : "fail", result.points(), tests, result.step(), result.title(),
                result.earned(), result.exercises(), result.warnings(), testSources);
    }

    private static List<Test> tests(ExerciseResult exercise, String step) {
        var command = "mvn test -pl %s -Dtest=%s".formatted(step, exercise.testClass().replaceFirst(".*\\.", ""));
        var tests = new ArrayList<Test>();
        for (var i = 0; i < exercise.tests().size(); i++) {
            var test = exercise.tests().get(i);
            var place = (test.where() == null ? "" : test.where()).split(":");
            tests.add(new Test(exercise.id() + " " + test.name(), test.green() ? "pass" : "fail", test.message(), command, place[0],
                    place.length == 2 ? Integer.parseInt(place[1]) : 0, Math.round(test.seconds() * 1000),
                    share(exercise.earned(), exercise.tests().size(), i)));
        }
        return tests;
    }

    /** Whole points for everyone, and one more for the first ones until the rest is given away. */
    private static int share(int points, int tests, int index) {
        return points / tests + (index < points % tests ? 1 : 0);
    }

    private record Document(int version, String status, @JsonProperty("max_score") int maxScore, List<Test> tests, String step,
                            String title, int earned, List<ExerciseResult> exercises, List<String> warnings,
                            @JsonInclude(JsonInclude.Include.NON_NULL) SortedMap<String, String> testSources) {}

    private record Test(String name, String status, String message, @JsonProperty("test_code") String testCode, String filename,
                        @JsonProperty("line_no") int lineNo, long duration, int score) {}
}
