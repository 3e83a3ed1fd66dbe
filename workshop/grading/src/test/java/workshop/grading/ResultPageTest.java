package workshop.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultPageTest {

    @TempDir Path root;

    @Test
    void it_tells_everything_and_asks_nobody() throws Exception {
        var failed =
                new TestResult(
                        "keeps <b> as it is",
                        Status.FAILED,
                        "expected: \"<b>\" & more",
                        "step-09-sample/src/Learner.java:3",
                        0.1);
        var result =
                new StepResult(
                        "step-09-sample",
                        "Step 09 · A sample",
                        List.of(
                                new ExerciseResult(
                                        "9.1",
                                        "Escape",
                                        40,
                                        2,
                                        "Learner.java",
                                        "x.EscapeTest",
                                        "step-09-sample/src/Learner.java:2",
                                        List.of(failed)),
                                new ExerciseResult(
                                        "9.2",
                                        "Green",
                                        60,
                                        1,
                                        "Learner.java",
                                        "x.GreenTest",
                                        null,
                                        List.of(
                                                new TestResult(
                                                        "is green",
                                                        Status.PASSED,
                                                        null,
                                                        null,
                                                        0.1)))));

        ResultPage.write(
                result,
                new Trail(
                        List.of(
                                new Trail.Stop("09", 60, 100, 60, true),
                                new Trail.Stop("10", 0, 0, 0, false))),
                "v1.2",
                root.resolve("report.html"));

        var page = Files.readString(root.resolve("report.html"));
        assertThat(page)
                .contains(
                        "60<small> / 100 points",
                        "keeps &lt;b&gt; as it is",
                        "expected: &quot;&lt;b&gt;&quot; &amp; more",
                        "<a href=\"../../src/Learner.java\">",
                        "<code>step-09-sample/src/Learner.java:2",
                        "<a href=\"../../README.md\">",
                        "Learner.java:3",
                        "★★☆",
                        "no exercises yet",
                        "Workshop version v1.2");
        assertThat(page)
                .doesNotContain("http://", "https://", " src=", "<script", "@import", "url(", "{{");
    }

    @Test
    void what_several_tests_say_is_said_once() throws Exception {
        var tests =
                List.of(
                        new TestResult(
                                "one", Status.FAILED, "the queue is empty", "Learner.java:3", 0.1),
                        new TestResult("two", Status.PASSED, null, null, 0.1),
                        new TestResult(
                                "three",
                                Status.FAILED,
                                "the queue is empty",
                                "Learner.java:3",
                                0.1));
        var exercise =
                new ExerciseResult(
                        "9.1", "Empty", 100, 1, "Learner.java", "x.EmptyTest", null, tests);

        ResultPage.write(
                new StepResult("step-09-sample", "Step 09 · A sample", List.of(exercise)),
                new Trail(List.of()),
                "v1.2",
                root.resolve("report.html"));

        assertThat(Files.readString(root.resolve("report.html")))
                .containsOnlyOnce("the queue is empty")
                .containsOnlyOnce("Learner.java:3")
                .containsSubsequence("one", "three", "the queue is empty", "two");
    }
}
