package workshop.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
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
        step = SmallWorkshop.in(root);
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
    void an_exercise_whose_tests_were_changed_or_deleted_is_red_and_says_how_to_get_them_back()
            throws Exception {
        var green = SmallWorkshop.run(step, Samples.Green.class).exercises();
        assertThat(manifest.judged(step, green)).isEqualTo(green);

        SmallWorkshop.write(root, SmallWorkshop.SAMPLES, "class Samples {\n\n}\n");
        var changed = manifest.judged(step, green).get(0);
        assertThat(changed.earned()).isZero();
        assertThat(changed.findings().get(0).message())
                .startsWith("earns no points: " + SmallWorkshop.SAMPLES + " was changed. ")
                .contains("(your changes to them are lost)")
                .endsWith("git restore :/step-09-sample/src/test");

        Files.delete(root.resolve(SmallWorkshop.SAMPLES));
        assertThat(manifest.judged(step, green).get(0).findings().get(0).message())
                .contains(SmallWorkshop.SAMPLES + " was deleted");
    }

    @Test
    void a_red_exercise_says_when_a_class_of_the_tests_was_taken_for_the_learners()
            throws Exception {
        var red = SmallWorkshop.run(step, Samples.Todo.class).exercises();
        var green = SmallWorkshop.run(step, Samples.Green.class).exercises();
        var own = SmallWorkshop.SAMPLES.replace("/src/test/", "/src/main/");
        assertThat(manifest.judged(step, red)).isEqualTo(red);

        SmallWorkshop.write(root, own, "class Samples {\n}\n");
        assertThat(manifest.judged(step, red))
                .filteredOn(exercise -> exercise.testClass().equals(Samples.Todo.class.getName()))
                .extracting(exercise -> exercise.red().get(0).message())
                .first(InstanceOfAssertFactories.STRING)
                .startsWith(own + " has the name of a class of the workshop's tests")
                .endsWith("Give your class another name.");
        assertThat(manifest.judged(step, green)).isEqualTo(green);
    }

    @Test
    void a_test_of_ones_own_and_line_ends_of_windows_change_nothing() throws Exception {
        var green = SmallWorkshop.run(step, Samples.Green.class).exercises();
        SmallWorkshop.write(root, SmallWorkshop.SAMPLES, "class Samples {\r\n}\r\n");
        SmallWorkshop.write(
                root, "step-09-sample/src/test/java/workshop/MineTest.java", "class Mine {}");

        assertThat(manifest.judged(step, green)).isEqualTo(green);
    }

    @Test
    void it_knows_whether_the_learner_has_begun() throws Exception {
        var exercise = manifest.exercises().get(0);
        assertThat(manifest.isUntouched(step, exercise)).isTrue();

        SmallWorkshop.write(root, SmallWorkshop.LEARNER, "class Learner {\n    // mine\n}\n");
        assertThat(manifest.isUntouched(step, exercise)).isFalse();
    }

    @Test
    void a_solution_is_graded_by_the_tests_of_its_step() {
        var solution = StepFolder.at(root.resolve("solutions/step-09-sample"));

        assertThat(Manifest.read(solution)).isEqualTo(manifest);
        assertThat(solution.toEdit("Learner.java")).contains(root.resolve(SmallWorkshop.LEARNER));
        assertThat(solution.results())
                .isEqualTo(root.resolve("solutions/step-09-sample/target/workshop"));
    }

    @Test
    void a_spoilt_manifest_is_refused_by_its_name() throws Exception {
        Files.writeString(step.manifest(), "{ \"step\" : 1 }");
        assertThatThrownBy(() -> Manifest.read(step))
                .hasMessageContaining("exercises.json: it lacks a field");

        Files.writeString(step.manifest(), "{ \"step");
        assertThatThrownBy(() -> Manifest.read(step))
                .hasMessageContaining("exercises.json: it is not JSON");
    }

    @Test
    void differences_name_exercises_and_files() throws Exception {
        SmallWorkshop.write(root, SmallWorkshop.SAMPLES, "class Samples {\n\n}\n");
        var now = Manifest.compute(step, List.of(Samples.Todo.class, Samples.Endless.class));
        assertThat(ManifestReview.differences(manifest, now))
                .containsExactly(
                        "9.2 is gone", "9.3 is new", "workshop/grading/Samples.java has changed");
        assertThat(ManifestReview.differences(now, now)).isEmpty();
    }
}
