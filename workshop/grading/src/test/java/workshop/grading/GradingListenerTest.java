package workshop.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workshop.grading.step.StepFolder;

class GradingListenerTest {

    @TempDir Path root;
    StepFolder step;

    @BeforeEach
    void lay_out() throws Exception {
        step = SmallWorkshop.in(root);
    }

    @Test
    void a_run_of_exercises_ends_with_the_score_and_leaves_json_and_page() {
        var output = run(Samples.Green.class, Samples.Todo.class);

        assertThat(output).contains("1/2 exercises", "20/70 points", "TODO 9.1: do something");
        assertThat(ResultFile.read(step.progress()).earned()).isEqualTo(20);
        assertThat(step.results().resolve("report.html"))
                .content(StandardCharsets.UTF_8)
                .contains("Step 09 · A sample");
    }

    @Test
    void where_there_are_no_exercises_a_failure_is_told_and_no_score() {
        assertThat(run(Samples.NoExercise.class))
                .contains(" fails\n", "TODO 9.1: do something", SmallWorkshop.LEARNER + ":")
                .doesNotContain("points");
        assertThat(step.results()).doesNotExist();
    }

    @Test
    void the_trail_knows_the_last_results_of_the_other_steps() throws Exception {
        SmallWorkshop.write(root, "step-07-other/pom.xml", "<name>Step 07 · Another</name>");
        SmallWorkshop.write(
                root, "step-07-other/src/test/java/workshop/OtherTest.java", "class OtherTest {}");
        var other = StepFolder.at(root.resolve("step-07-other"));
        Manifest.compute(other, List.of(Samples.Todo.class)).write(other);

        assertThat(run(Samples.Green.class))
                .containsPattern("Trail  07 .{10}   0  08 {14}.  09 .{10}  20");

        ResultFile.write(
                SmallWorkshop.run(other, Samples.Green.class, Samples.Todo.class),
                other.progress());
        assertThat(run(Samples.Green.class)).containsPattern("Trail  07 .{10}  20 ");

        Files.writeString(other.progress(), "{ \"half");
        assertThat(run(Samples.Green.class)).containsPattern("Trail  07 .{10}   0 ");
    }

    @Test
    void an_author_renews_the_manifest_by_a_run_and_is_told_what_it_says() {
        assertThat(writeManifest(Samples.Green.class, Samples.Todo.class))
                .contains(
                        "exercises.json was written: 2 exercises, 70 points.",
                        "9.2 is new",
                        "worth 70 points together, and should be worth 100",
                        "Red exercises are expected here")
                .doesNotContain("Trail");
        assertThat(Manifest.read(step))
                .isEqualTo(
                        Manifest.compute(step, List.of(Samples.Green.class, Samples.Todo.class)));
        assertThat(writeManifest(Samples.Green.class, Samples.Todo.class))
                .contains("Nothing has changed.");
    }

    @Test
    void a_run_of_a_part_leaves_the_manifest_alone_and_says_what_is_missing() throws Exception {
        SmallWorkshop.write(
                root,
                "step-09-sample/src/test/java/workshop/grading/LateTest.java",
                "@Exercise(id = \"9.9\")\nclass LateTest {}\n");
        assertThat(writeManifest(Samples.Green.class))
                .contains("exercises.json was NOT written", "Missing: workshop.grading.LateTest");
        assertThat(step.manifest()).doesNotExist();
    }

    private String writeManifest(Class<?>... exercises) {
        System.setProperty("workshop.manifest", "write");
        try {
            return run(exercises);
        } finally {
            System.clearProperty("workshop.manifest");
        }
    }

    private String run(Class<?>... exercises) {
        var output = new ByteArrayOutputStream();
        SmallWorkshop.run(
                new GradingListener(step, new PrintStream(output, true, StandardCharsets.UTF_8)),
                exercises);
        return output.toString(StandardCharsets.UTF_8);
    }
}
