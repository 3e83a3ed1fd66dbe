package workshop.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workshop.grading.step.StepFolder;

class ManifestTest {

    @TempDir Path root;
    StepFolder step;
    Manifest manifest;

    @BeforeEach
    void write() throws Exception {
        step = Workshop.in(root);
        manifest =
                Manifest.compute(
                        step,
                        List.of(Samples.Todo.class, Samples.Green.class, Samples.NoExercise.class));
        manifest.write(step);
    }

    @Test
    void what_was_written_is_read() {
        assertThat(Manifest.read(step)).isEqualTo(manifest);
        assertThat(manifest.exercises())
                .extracting(ExerciseResult::id)
                .containsExactly("9.2", "9.5");
        assertThat(manifest.title()).isEqualTo("Step 09 · A sample");
    }

    @Test
    void it_is_the_result_of_a_run_in_which_nothing_ran() {
        var result = ResultFile.read(step.manifest());

        assertThat(result.earned()).isZero();
        assertThat(result.points()).isEqualTo(70);
        assertThat(result.exercises().get(0).red().get(0).message())
                .contains("Does everything compile");
    }

    @Test
    void a_changed_and_a_deleted_test_are_said_aloud() throws Exception {
        assertThat(manifest.warnings(step)).isEmpty();

        Workshop.write(root, Workshop.SAMPLES, "class Samples {\n\n}\n");
        assertThat(manifest.warnings(step))
                .singleElement()
                .asString()
                .contains(
                        Workshop.SAMPLES + " was changed", "git restore :/step-09-sample/src/test");

        Files.delete(root.resolve(Workshop.SAMPLES));
        assertThat(manifest.warnings(step))
                .singleElement()
                .asString()
                .contains(Workshop.SAMPLES + " was deleted");
    }

    @Test
    void line_ends_of_windows_are_no_change() throws Exception {
        Workshop.write(root, Workshop.SAMPLES, "class Samples {\r\n}\r\n");

        assertThat(manifest.warnings(step)).isEmpty();
    }

    @Test
    void a_solution_is_graded_by_the_tests_of_its_step() {
        var solution = StepFolder.at(root.resolve("solutions/step-09-sample"));

        assertThat(Manifest.read(solution)).isEqualTo(manifest);
        assertThat(solution.toEdit("Learner.java")).contains(root.resolve(Workshop.LEARNER));
        assertThat(solution.results())
                .isEqualTo(root.resolve("solutions/step-09-sample/target/workshop"));
    }

    @Test
    void a_spoilt_manifest_is_refused_by_its_name() throws Exception {
        Files.writeString(step.manifest(), "{ \"step\" : 1 }");
        assertThatThrownBy(() -> Manifest.read(step))
                .hasMessageContaining("exercises.json lacks something");

        Files.writeString(step.manifest(), "{ \"step");
        assertThatThrownBy(() -> Manifest.read(step))
                .hasMessageContaining("exercises.json is not JSON");
    }

    @Test
    void differences_name_exercises_and_files() throws Exception {
        Workshop.write(root, Workshop.SAMPLES, "class Samples {\n\n}\n");
        var now = Manifest.compute(step, List.of(Samples.Todo.class, Samples.Endless.class));
        assertThat(ManifestReview.differences(manifest, now))
                .containsExactly(
                        "9.2 is gone", "9.3 is new", "workshop/grading/Samples.java has changed");
        assertThat(ManifestReview.differences(now, now)).isEmpty();
    }
}
