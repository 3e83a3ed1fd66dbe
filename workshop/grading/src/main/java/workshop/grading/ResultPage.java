package workshop.grading;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The result as one page for a browser, which needs nothing but itself. The template takes what it
 * shows from this record and the ones in it, by their names.
 */
record ResultPage(StepResult result, Trail trail, List<Card> cards, String version) {

    /** An exercise as the page shows it. */
    record Card(ExerciseResult exercise, String filledStars, String emptyStars) {

        /**
         * The file to edit, seen from the page, which is in {@code target/workshop} of the step.
         */
        String link() {
            return exercise.place().replaceFirst(":\\d+$", "").replaceFirst("^[^/]+/", "../../");
        }
    }

    /**
     * Writes the page.
     *
     * @param version the workshop's version, to be named in a question
     */
    static void write(StepResult result, Trail trail, String version, Path file) {
        var cards = result.exercises().stream().map(ResultPage::card).toList();
        var page = new ResultPage(result, trail, cards, version);
        try (var template =
                new InputStreamReader(
                        ResultPage.class.getResourceAsStream("report.html"),
                        StandardCharsets.UTF_8)) {
            Files.createDirectories(file.getParent());
            var html = Mustache.compiler().nullValue("").compile(template).execute(page);
            Files.write(file, html.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the page with the result could not be written", e);
        }
    }

    private static Card card(ExerciseResult exercise) {
        return new Card(
                exercise, TextStyle.full(exercise.stars()), TextStyle.empty(exercise.stars()));
    }

    long greenExercises() {
        return result.exercises().stream().filter(ExerciseResult::green).count();
    }
}
