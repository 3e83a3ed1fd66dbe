package workshop.coach.export;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workshop.grading.ExerciseResult;
import workshop.grading.TestResult;

/** A line for each exercise, as in RFC 4180; files of several people can be put together. */
final class Csv {

    private static final List<String> HEAD =
            List.of(
                    "name",
                    "exercise",
                    "title",
                    "earned",
                    "points",
                    "green tests",
                    "tests",
                    "changed tests",
                    "commit",
                    "uncommitted",
                    "workshop",
                    "jdk",
                    "time");

    /** A spreadsheet would compute what begins like this. */
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\t\r]");

    private static final Pattern TO_QUOTE = Pattern.compile("[\",\r\n]");

    private Csv() {}

    static String document(ExportedScore report) {
        var lines =
                report.steps().stream()
                        .flatMap(
                                step ->
                                        step.result().exercises().stream()
                                                .map(exercise -> line(report, step, exercise)));
        return Stream.concat(Stream.of(HEAD), lines)
                .map(fields -> fields.stream().map(Csv::field).collect(joining(",")) + "\r\n")
                .collect(joining());
    }

    private static List<String> line(
            ExportedScore report, ExportedScore.Step step, ExerciseResult exercise) {
        var origin = report.origin();
        return List.of(
                origin.name(),
                exercise.id(),
                exercise.title(),
                "" + report.earned(exercise),
                "" + exercise.points(),
                "" + exercise.tests().stream().filter(TestResult::green).count(),
                "" + exercise.tests().size(),
                String.join(" ", step.changedTests()),
                origin.commit(),
                origin.uncommitted() ? "yes" : "no",
                origin.workshop(),
                origin.jdk(),
                origin.time().toString());
    }

    private static String field(String text) {
        var harmless = FORMULA.matcher(text).find() ? "'" + text : text;
        return TO_QUOTE.matcher(harmless).find()
                ? "\"" + harmless.replace("\"", "\"\"") + "\""
                : harmless;
    }
}
