package workshop.coach.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import workshop.coach.steps.UserError;
import workshop.grading.ExerciseResult;
import workshop.grading.Status;
import workshop.grading.StepResult;
import workshop.grading.TestResult;

/** What each form promises to those who read it. */
class FormTest {

    private static final Map<String, String> RUNNER =
            Map.of(
                    "CLASSROOM", "java",
                    "ASSIGNMENT", "serializing",
                    "ASSIGNMENT_TYPE", "individual",
                    "OWNER", "ada",
                    "SUBMISSION_TAG", "submit/2026-11-27T09-00-00Z-a1b2c3d",
                    "COMMIT_URL", "https://example.org/commit/1",
                    "RELEASE_URL", "https://example.org/release/1");

    private static final Origin ORIGIN =
            new Origin(
                    "=Ada \"Countess\", L.",
                    "0123456789abcdef0123456789abcdef01234567",
                    Instant.parse("2026-11-27T09:00:00Z"),
                    true,
                    "v1",
                    "17.0.15, Debian",
                    Instant.parse("2026-11-27T10:00:00Z"));

    /** Half a surrogate pair and a null character: exercises quote such things. */
    private static final String MESSAGE = "<a> & \"b\"\u0000\uD83D ]]>\nsecond line";

    private static final TestResult GREEN =
            new TestResult("is green", Status.PASSED, null, null, 1);
    private static final TestResult RED =
            new TestResult("is red", Status.FAILED, MESSAGE, "A.java:3", 0.5);
    private static final TestResult CHANGED =
            new TestResult("its tests are the workshop's own", Status.FAILED, "earns…", null, 0);

    private static final ExportedScore REPORT = report(false);

    @Test
    void classroom50_accepts_its_result() {
        var result = json(Form.CLASSROOM50, REPORT);

        assertThat(result.propertyNames())
                .as("it takes no other fields at the top")
                .containsExactlyInAnyOrder(
                        "schema",
                        "classroom",
                        "assignment",
                        "assignment_type",
                        "owner",
                        "submission",
                        "commit",
                        "release",
                        "review",
                        "datetime",
                        "graded_at",
                        "score",
                        "max-score",
                        "tests");
        assertThat(text(result, "schema")).isEqualTo("classroom50/result/v1");
        assertThat(text(result, "submission")).startsWith("submit/");
        assertThat(text(result, "review")).isEqualTo(RUNNER.get("COMMIT_URL"));
        for (var time : List.of("datetime", "graded_at")) {
            assertThat(text(result, time)).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        }
        assertThat(text(result, "datetime"))
                .as("when it was handed in, not when it was graded")
                .isEqualTo("2026-11-27T09:00:00Z");
        var tests = result.get("tests").valueStream().toList();
        for (var test : tests) {
            assertThat(text(test, "test-name")).isNotEmpty();
            assertThat(test.get("passed").isBoolean()).isTrue();
            assertThat(test.get("score").intValue()).isBetween(0, test.get("max-score").intValue());
        }
        assertThat(tests.stream().mapToInt(test -> test.get("score").intValue()).sum())
                .isEqualTo(result.get("score").intValue())
                .isEqualTo(40);
        assertThat(tests.stream().mapToInt(test -> test.get("max-score").intValue()).sum())
                .isEqualTo(result.get("max-score").intValue());
        assertThat(text(tests.get(0), "name")).isEqualTo(ORIGIN.name());
        assertThat(text(tests.get(0), "test-name")).startsWith("Changed tests");
    }

    @Test
    void classroom50_says_what_its_runner_did_not_say() {
        var less = new HashMap<>(RUNNER);
        less.remove("RELEASE_URL");
        assertThatThrownBy(() -> Form.CLASSROOM50.check(less))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("These are not set: RELEASE_URL.");
        Form.CLASSROOM50.check(RUNNER);
        Form.CSV.check(Map.of());
    }

    @Test
    void six_red_steps_fit() {
        var red = new TestResult("is red", Status.FAILED, "x".repeat(5000), null, 0);
        var exercises =
                IntStream.range(1, 8)
                        .mapToObj(i -> exercise("1." + i, 15, red, red, red, red, red))
                        .toList();
        var step = step(exercises, List.of());
        var all = new ExportedScore(ORIGIN, false, List.of(step, step, step, step, step, step));

        var size = Form.CLASSROOM50.write(all, RUNNER).getBytes(StandardCharsets.UTF_8).length;

        assertThat(size).as("bytes; a release's text has room for 125,000").isLessThan(60_000);
    }

    @Test
    void gradescope_adds_up_the_tests() {
        var results = json(Form.GRADESCOPE, REPORT);

        var known = Set.of("score", "max_score", "status", "name", "number", "output");
        for (var test : results.get("tests")) {
            assertThat(known).containsAll(new HashSet<>(test.propertyNames()));
            assertThat(text(test, "status")).isIn("passed", "failed");
        }
        assertThat(results.get("score")).as("it would replace the sum").isNull();
        assertThat(
                        results.get("tests")
                                .valueStream()
                                .mapToInt(test -> test.get("score").intValue()))
                .containsExactly(40, 0, 0);
        assertThat(text(results, "output"))
                .contains("40 of 100 points", "JDK 17.0.15", "with uncommitted changes", "T.java");
        assertThat(text(results.get("extra_data"), "commit")).isEqualTo(ORIGIN.commit());
    }

    @Test
    void junit_s_xml_is_read_by_an_xml_parser() throws Exception {
        var document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(
                                new ByteArrayInputStream(
                                        Form.JUNIT
                                                .write(REPORT, Map.of())
                                                .getBytes(StandardCharsets.UTF_8)));

        var suites = elements(document.getDocumentElement(), "testsuite");
        assertThat(suites)
                .extracting(suite -> suite.getAttribute("name"))
                .containsExactly("0.1 Title 0.1", "0.2 Title 0.2", "0.3 Title 0.3");
        for (var suite : suites) {
            assertThat(elements(suite, "testcase"))
                    .hasSize(Integer.parseInt(suite.getAttribute("tests")));
            assertThat(elements(suite, "failure"))
                    .hasSize(Integer.parseInt(suite.getAttribute("failures")));
        }
        assertThat(elements(suites.get(1), "failure").get(0).getTextContent())
                .isEqualTo("<a> & \"b\"\uFFFD\uFFFD ]]>\nsecond line");
        assertThat(elements(suites.get(1), "property"))
                .extracting(each -> each.getAttribute("name"))
                .contains("earned", "points", "commit", "jdk", "time", "changed_tests");
    }

    @Test
    void csv_has_a_line_for_each_exercise_and_computes_nothing() {
        var lines = Form.CSV.write(REPORT, Map.of()).split("\r\n");

        assertThat(lines).hasSize(4);
        assertThat(lines[0]).startsWith("name,exercise,title,earned,points");
        assertThat(lines[1])
                .startsWith("\"'=Ada \"\"Countess\"\", L.\",0.1,Title 0.1,40,40,1,1,T.java,0123")
                .contains(",yes,v1,\"17.0.15, Debian\",2026-11-27T10:00:00Z");
    }

    @Test
    void a_share_of_the_points_is_the_instructor_s_choice() {
        assertThat(report(false).earned()).isEqualTo(40);
        assertThat(report(true).earned())
                .as("40, and two of three tests for 30; nothing where tests were changed")
                .isEqualTo(60);
    }

    @Test
    void what_does_not_compile_says_so() {
        var step =
                new ExportedScore.Step(
                        new StepResult("step-00", "Step 00", List.of(exercise("0.1", 9, RED))),
                        List.of(),
                        List.of("A.java:3", "  ';' expected"));
        var report = new ExportedScore(ORIGIN, false, List.of(step));
        for (var form : List.of(Form.CLASSROOM50, Form.GRADESCOPE, Form.JUNIT, Form.JSON)) {
            assertThat(form.write(report, RUNNER)).as("" + form).contains("';' expected");
        }
    }

    private static ExportedScore report(boolean partial) {
        var exercises =
                List.of(
                        exercise("0.1", 40, GREEN),
                        exercise("0.2", 30, GREEN, RED, GREEN),
                        exercise("0.3", 30, CHANGED, GREEN));
        return new ExportedScore(ORIGIN, partial, List.of(step(exercises, List.of("T.java"))));
    }

    private static ExportedScore.Step step(List<ExerciseResult> exercises, List<String> changed) {
        return new ExportedScore.Step(
                new StepResult("step-00", "Step 00", exercises), changed, List.of());
    }

    private static ExerciseResult exercise(String id, int points, TestResult... tests) {
        return new ExerciseResult(
                id, "Title " + id, points, 1, "A.java", "workshop.ATest", null, List.of(tests));
    }

    private static JsonNode json(Form form, ExportedScore report) {
        return JsonMapper.shared().readTree(form.write(report, RUNNER));
    }

    private static String text(JsonNode node, String name) {
        return node.get(name).stringValue();
    }

    private static List<Element> elements(Element parent, String name) {
        var nodes = parent.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }
}
