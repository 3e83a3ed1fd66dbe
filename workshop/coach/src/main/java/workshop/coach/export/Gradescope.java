package workshop.coach.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import workshop.grading.ExerciseResult;

/**
 * The {@code results.json} of Gradescope. Without a score at its top, Gradescope adds up those of
 * the tests.
 *
 * @see <a href="https://gradescope-autograders.readthedocs.io/en/latest/specs/">The format</a>
 */
final class Gradescope {

    private Gradescope() {}

    static Map<String, Object> document(ExportedScore report) {
        var document = new LinkedHashMap<String, Object>();
        document.put("output", output(report));
        document.put("extra_data", Form.origin(report));
        document.put("tests", tests(report));
        return document;
    }

    private static String output(ExportedScore report) {
        var origin = report.origin();
        var lines = new ArrayList<String>();
        lines.add("%s of %s points".formatted(report.earned(), report.points()));
        lines.add(
                "commit %s%s, workshop %s, JDK %s, %s"
                        .formatted(
                                origin.commit(),
                                origin.uncommitted() ? " with uncommitted changes" : "",
                                origin.workshop(),
                                origin.jdk(),
                                origin.time()));
        if (!report.changedTests().isEmpty()) {
            lines.add(
                    "These tests are not the workshop's own, and earn nothing: "
                            + String.join(", ", report.changedTests()));
        }
        return String.join("\n", lines);
    }

    private static List<Map<String, Object>> tests(ExportedScore report) {
        var tests = new ArrayList<Map<String, Object>>();
        for (var step : report.steps()) {
            for (var exercise : step.result().exercises()) {
                tests.add(test(report, step, exercise));
            }
        }
        return tests;
    }

    private static Map<String, Object> test(
            ExportedScore report, ExportedScore.Step step, ExerciseResult exercise) {
        var test = new LinkedHashMap<String, Object>();
        test.put("number", exercise.id());
        test.put("name", exercise.title());
        test.put("score", report.earned(exercise));
        test.put("max_score", exercise.points());
        test.put("status", exercise.green() ? "passed" : "failed");
        if (!exercise.green()) {
            test.put("output", step.said(exercise));
        }
        return test;
    }
}
