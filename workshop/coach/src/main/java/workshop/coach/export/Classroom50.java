package workshop.coach.export;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import workshop.coach.steps.UserError;
import workshop.grading.ExerciseResult;

/**
 * The {@code result.json} of Classroom 50, {@code classroom50/result/v1}. It takes no field of ours
 * at the top, but keeps what a test says besides its score; so where the score comes from is in a
 * first test that is worth nothing.
 *
 * @see <a href="https://github.com/foundation50/classroom50/wiki/Advanced-Autograding">The
 *     contract</a>
 */
final class Classroom50 {

    /** The runner makes a release's text of it, which has room for about 125,000 characters. */
    private static final int LONGEST_MESSAGE = 600;

    private static final Map<String, String> FIELDS =
            ordered(
                    "classroom", "CLASSROOM",
                    "assignment", "ASSIGNMENT",
                    "submission", "SUBMISSION_TAG",
                    "commit", "COMMIT_URL",
                    "release", "RELEASE_URL");

    private Classroom50() {}

    static void check(Map<String, String> environment) {
        var missing =
                FIELDS.values().stream()
                        .filter(name -> environment.getOrDefault(name, "").isBlank())
                        .collect(joining(", "));
        if (!missing.isEmpty()) {
            throw new UserError(
                    "--as classroom50 is for Classroom 50's runner, which says what it grades in"
                            + " environment variables. These are not set: %s. To look at a score"
                            + " elsewhere, use --as csv or --as json.",
                    missing);
        }
    }

    static Map<String, Object> document(ExportedScore report, Map<String, String> environment) {
        var document = new LinkedHashMap<String, Object>();
        document.put("schema", "classroom50/result/v1");
        FIELDS.forEach((field, name) -> document.put(field, environment.get(name)));
        document.put("review", first(environment, "REVIEW_URL", "COMMIT_URL"));
        // The runner sets these two itself; they are here for a run without it.
        document.put("assignment_type", first(environment, "ASSIGNMENT_TYPE", "MODE"));
        document.put("owner", first(environment, "OWNER", "USERNAME"));
        document.values().removeIf(""::equals);
        document.put("datetime", report.origin().committed().toString());
        document.put("graded_at", report.origin().time().toString());
        document.put("score", report.earned());
        document.put("max-score", report.points());
        document.put("tests", tests(report));
        return document;
    }

    private static List<Map<String, Object>> tests(ExportedScore report) {
        var tests = new ArrayList<Map<String, Object>>();
        var changed = report.changedTests();
        var about =
                test(
                        changed.isEmpty()
                                ? "The tests are the workshop's own"
                                : "Changed tests, which earn nothing: " + changed.size() + " files",
                        changed.isEmpty(),
                        0,
                        0);
        about.putAll(Form.origin(report));
        tests.add(about);
        for (var step : report.steps()) {
            for (var exercise : step.result().exercises()) {
                tests.add(test(report, step, exercise));
            }
        }
        return tests;
    }

    private static Map<String, Object> test(
            ExportedScore report, ExportedScore.Step step, ExerciseResult exercise) {
        var test =
                test(
                        exercise.id() + " " + exercise.title(),
                        exercise.green(),
                        report.earned(exercise),
                        exercise.points());
        if (!exercise.green()) {
            test.put("message", ExportedScore.shortened(step.said(exercise), LONGEST_MESSAGE));
        }
        return test;
    }

    private static Map<String, Object> test(String name, boolean passed, int score, int most) {
        var test = new LinkedHashMap<String, Object>();
        test.put("test-name", name);
        test.put("passed", passed);
        test.put("score", score);
        test.put("max-score", most);
        return test;
    }

    private static String first(Map<String, String> environment, String name, String otherwise) {
        var value = environment.getOrDefault(name, "");
        return value.isBlank() ? environment.getOrDefault(otherwise, "") : value;
    }

    private static Map<String, String> ordered(String... pairs) {
        var map = new LinkedHashMap<String, String>();
        for (var i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
