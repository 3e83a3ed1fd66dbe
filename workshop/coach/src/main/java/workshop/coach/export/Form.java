package workshop.coach.export;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import tools.jackson.databind.json.JsonMapper;
import workshop.coach.steps.UserError;
import workshop.grading.ExerciseResult;
import workshop.grading.TestResult;

/** The forms of an export, under the names that an instructor types. */
public enum Form {

    /** Classroom 50's {@code result.json}. */
    CLASSROOM50((report, environment) -> json(Classroom50.document(report, environment))),

    /** JUnit's XML, as Maven and every CI know it. */
    JUNIT((report, environment) -> JUnitXml.document(report)),

    /** Gradescope's {@code results.json}. */
    GRADESCOPE((report, environment) -> json(Gradescope.document(report))),

    /** A line for each exercise, for a spreadsheet. */
    CSV((report, environment) -> Csv.document(report)),

    /** Everything that is known, for a program of one's own. */
    JSON((report, environment) -> json(everything(report)));

    private final BiFunction<ExportedScore, Map<String, String>, String> writer;

    Form(BiFunction<ExportedScore, Map<String, String>, String> writer) {
        this.writer = writer;
    }

    /**
     * The form with that name.
     *
     * @throws UserError when there is none
     */
    public static Form named(String name) {
        return Arrays.stream(values())
                .filter(form -> form.toString().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new UserError(
                                        "There is no form \"%s\". It can be %s.",
                                        name,
                                        Arrays.stream(values())
                                                .map(Form::toString)
                                                .collect(joining(", "))));
    }

    /**
     * Makes sure, before anything runs, that the document can be written later.
     *
     * @throws UserError when something that it must name is not known
     */
    public void check(Map<String, String> environment) {
        if (this == CLASSROOM50) {
            Classroom50.check(environment);
        }
    }

    /** The whole document. */
    public String write(ExportedScore report, Map<String, String> environment) {
        return writer.apply(report, environment);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String json(Map<String, Object> document) {
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(document)
                + "\n";
    }

    private static Map<String, Object> everything(ExportedScore report) {
        var document = origin(report);
        document.put("partial", report.partial());
        document.put("earned", report.earned());
        document.put("points", report.points());
        document.put("steps", report.steps().stream().map(step -> map(report, step)).toList());
        return document;
    }

    /** Where a score comes from, for every form that has room for it. */
    static Map<String, Object> origin(ExportedScore report) {
        var origin = report.origin();
        var map = new LinkedHashMap<String, Object>();
        if (!origin.name().isEmpty()) {
            map.put("name", origin.name());
        }
        map.put("commit", origin.commit());
        map.put("uncommitted", origin.uncommitted());
        map.put("workshop", origin.workshop());
        map.put("jdk", origin.jdk());
        map.put("time", origin.time().toString());
        map.put("changed_tests", report.changedTests());
        return map;
    }

    private static Map<String, Object> map(ExportedScore report, ExportedScore.Step step) {
        var map = new LinkedHashMap<String, Object>();
        map.put("step", step.result().step());
        map.put("title", step.result().title());
        map.put("compile_errors", step.compileErrors());
        map.put(
                "exercises",
                step.result().exercises().stream().map(each -> map(report, each)).toList());
        return map;
    }

    private static Map<String, Object> map(ExportedScore report, ExerciseResult exercise) {
        var map = new LinkedHashMap<String, Object>();
        map.put("id", exercise.id());
        map.put("title", exercise.title());
        map.put("green", exercise.green());
        map.put("earned", report.earned(exercise));
        map.put("points", exercise.points());
        map.put("tests", tests(exercise.tests()));
        return map;
    }

    private static List<Map<String, Object>> tests(List<TestResult> tests) {
        return tests.stream()
                .map(
                        test -> {
                            var map = new LinkedHashMap<String, Object>();
                            map.put("name", test.name());
                            map.put("status", test.status().name());
                            map.put("seconds", test.seconds());
                            map.put("message", test.message());
                            map.put("where", test.where());
                            return (Map<String, Object>) map;
                        })
                .toList();
    }
}
