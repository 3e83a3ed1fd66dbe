package workshop.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.grading.step.StepFolder;

class GradebookTest {

    private static final String NOT_RUN = " was not part of this run";

    @TempDir Path root;
    StepFolder step;

    @BeforeEach
    void lay_out() throws Exception {
        step = SmallWorkshop.in(root);
    }

    @Test
    void every_kind_of_test_is_kept_with_its_name_message_and_place() {
        var exercise = SmallWorkshop.run(step, Samples.Kinds.class).exercises().get(0);

        assertThat(exercise.tests())
                .extracting(TestResult::name, TestResult::status)
                .containsExactlyInAnyOrder(
                        tuple("plain", Status.PASSED),
                        tuple("with a parameter › [1] number = 1", Status.PASSED),
                        tuple("with a parameter › [2] number = 2", Status.FAILED),
                        tuple("made while running › one", Status.PASSED),
                        tuple("made while running › two", Status.FAILED),
                        tuple("When it is nested › halves nothing", Status.FAILED));
        assertThat(test(exercise, "with a parameter › [2] number = 2").message())
                .startsWith("[a number below two]");
        assertThat(test(exercise, "made while running › two").message())
                .isEqualTo("TODO 9.1: do something");
        assertThat(test(exercise, "When it is nested › halves nothing").message())
                .isEqualTo("ArithmeticException: / by zero");
        assertThat(test(exercise, "When it is nested › halves nothing").where())
                .startsWith(SmallWorkshop.LEARNER + ":");
        assertThat(exercise.earned()).isZero();
    }

    @Test
    void without_a_frame_of_the_learner_the_place_is_in_the_test() {
        var exercise = SmallWorkshop.run(step, Samples.Kinds.class).exercises().get(0);

        assertThat(test(exercise, "with a parameter › [2] number = 2").where())
                .startsWith(SmallWorkshop.SAMPLES + ":");
    }

    @Test
    void points_are_earned_by_all_green_tests_only() {
        var result = SmallWorkshop.run(step, Samples.Green.class, Samples.SwitchedOff.class);

        assertThat(result.exercises())
                .extracting(ExerciseResult::id, ExerciseResult::earned)
                .containsExactly(tuple("9.2", 20), tuple("9.10", 0));
        assertThat(result.exercises().get(1).red())
                .extracting(TestResult::message)
                .containsExactly("was skipped, so it earns no points: too hard");
    }

    @Test
    void a_run_of_one_test_of_an_exercise_earns_nothing() {
        var exercise = SmallWorkshop.run(step, Samples.Kinds.class, "plain").exercises().get(0);

        assertThat(exercise.earned()).isZero();
        assertThat(exercise.red())
                .extracting(TestResult::name, TestResult::message)
                .containsExactlyInAnyOrder(
                        tuple("with a parameter", "was not part of this run"),
                        tuple("made while running", "was not part of this run"));
    }

    @Test
    void the_place_to_edit_is_the_exercises_own_todo_or_else_the_file() {
        var result =
                SmallWorkshop.run(
                        step,
                        Samples.Kinds.class,
                        Samples.SwitchedOff.class,
                        Samples.Green.class,
                        Samples.Endless.class);

        assertThat(result.exercises())
                .extracting(ExerciseResult::id, ExerciseResult::place)
                .containsExactly(
                        tuple("9.1", SmallWorkshop.LEARNER + ":3"),
                        tuple("9.2", SmallWorkshop.LEARNER),
                        tuple("9.3", null),
                        tuple("9.10", SmallWorkshop.LEARNER + ":2"));
    }

    @Test
    void without_a_todo_the_place_to_edit_is_where_the_learners_code_failed() {
        var exercise = SmallWorkshop.run(step, Samples.Todo.class).exercises().get(0);

        assertThat(exercise.place())
                .isEqualTo(exercise.tests().get(0).where())
                .startsWith(SmallWorkshop.LEARNER + ":");
    }

    @Test
    void the_place_to_edit_is_in_another_exercises_file_when_the_code_failed_there()
            throws Exception {
        SmallWorkshop.write(
                root, SmallWorkshop.LEARNER.replace("Learner", "Other"), "class Other {}");
        Manifest.compute(step, List.of(Samples.Green.class, Samples.Elsewhere.class)).write(step);

        var result = SmallWorkshop.run(step, Samples.Green.class, Samples.Elsewhere.class);

        assertThat(result.exercises().get(1).place())
                .isEqualTo(result.exercises().get(1).tests().get(0).where())
                .startsWith(SmallWorkshop.LEARNER + ":");
    }

    @Test
    void a_timeout_asks_the_right_question_and_says_where_the_code_hangs() {
        var test = SmallWorkshop.run(step, Samples.Endless.class).exercises().get(0).tests().get(0);

        assertThat(test.message())
                .startsWith("was not finished after 1 second: an endless loop")
                .endsWith("(If this machine is busy with something else, run it once more.)");
        assertThat(test.where()).startsWith(SmallWorkshop.LEARNER + ":");
    }

    @Test
    void a_timeout_says_in_which_class_of_the_jdk_the_code_waits() {
        var test = SmallWorkshop.run(step, FullPipe.class).exercises().get(0).tests().get(0);

        assertThat(test.message()).endsWith(" It was waiting in PipedInputStream.awaitSpace.");
    }

    @Exercise(id = "9.8", title = "Full pipe", points = 5, stars = 1, edit = "Learner.java")
    static class FullPipe {

        @Test
        void nobody_reads() throws IOException {
            var out = new PipedOutputStream();
            try (var in = new PipedInputStream(out)) {
                out.write(new byte[2_000]);
            }
        }
    }

    @Test
    void after_a_timeout_the_exercise_takes_no_more_time() {
        var exercises =
                SmallWorkshop.run(step, Samples.Endless.class, Samples.Green.class).exercises();

        assertThat(exercises.get(1).tests())
                .extracting(TestResult::name, TestResult::status, TestResult::message)
                .contains(
                        tuple(
                                "would not end either",
                                Status.SKIPPED,
                                "was skipped, so it earns no points: "
                                        + "another test was not finished in time"));
        assertThat(exercises.get(0).earned()).isEqualTo(20);
    }

    @Test
    void after_a_timeout_other_exercises_have_less_time() {
        var exercises =
                SmallWorkshop.run(
                                step, Samples.Endless.class, SameLoop.class, SameLoopForEach.class)
                        .exercises();

        assertThat(exercises.get(2).tests().get(0).message())
                .startsWith("was not finished after 3 seconds");
        var loop = exercises.get(1).tests();
        assertThat(loop.get(0).message()).startsWith("was not finished after 3 seconds");
        assertThat(loop.get(0).where()).startsWith(SmallWorkshop.LEARNER + ":");
        assertThat(loop.get(1).status()).isEqualTo(Status.SKIPPED);
    }

    @Exercise(id = "9.5", title = "Same loop", points = 5, stars = 1, edit = "Learner.java")
    static class SameLoop {

        @Test
        void calls_what_another_exercise_calls() {
            Learner.never();
        }

        @Test
        void so_does_this() {
            Learner.never();
        }
    }

    @Exercise(id = "9.6", title = "For each", points = 5, stars = 1, edit = "Learner.java")
    static class SameLoopForEach {

        @ParameterizedTest
        @ValueSource(ints = 1)
        void calls_it_for_each(int number) {
            Learner.never();
        }
    }

    @Test
    void what_fails_before_the_tests_is_told_with_its_cause() {
        var exercise = SmallWorkshop.run(step, Samples.NoBeginning.class).exercises().get(0);

        assertThat(exercise.tests())
                .extracting(TestResult::name, TestResult::status, TestResult::message)
                .containsExactlyInAnyOrder(
                        tuple("never runs", Status.LEFT_OUT, "did not run"),
                        tuple(
                                "before its tests",
                                Status.FAILED,
                                "IllegalStateException: no server\n"
                                        + "because of IllegalArgumentException: port in use"));
    }

    @Test
    void an_application_that_does_not_start_says_why_in_every_test() {
        var exercise = SmallWorkshop.run(step, Samples.StartupFailure.class).exercises().get(0);

        assertThat(exercise.findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.message())
                                    .isEqualTo(
                                            "The Spring application does not start:\n"
                                                + "IllegalStateException: no queue to listen to");
                            assertThat(finding.tests()).hasSize(2);
                        });
    }

    @Test
    void a_bean_that_cannot_be_made_is_edited_in_its_class() throws Exception {
        var website = SmallWorkshop.LEARNER.replace("Learner", "scanned/Website");
        SmallWorkshop.write(root, website, "@Component\nclass Website {}\n");

        var exercise = SmallWorkshop.run(step, Samples.UnmadeBean.class).exercises().get(0);

        assertThat(exercise.tests())
                .hasSize(2)
                .allSatisfy(test -> assertThat(test.where()).isEqualTo(website + ":2"));
        assertThat(exercise.place()).isEqualTo(website + ":2");
    }

    @Test
    void tests_run_as_they_are_written() {
        var names =
                SmallWorkshop.run(step, Samples.Written.class).exercises().get(0).tests().stream()
                        .map(TestResult::name);

        assertThat(names)
                .containsExactly(
                        "zebra", "mule", "ant", "yak", "with a number › [1] number = 1", "bee");
    }

    @Test
    void an_exercise_whose_class_is_gone_or_did_not_run_is_named() throws Exception {
        Manifest.compute(step, List.of(Samples.Green.class, Samples.Todo.class)).write(step);
        assertThat(SmallWorkshop.run(step, Samples.Kinds.class).exercises())
                .extracting(ExerciseResult::id, GradebookTest::firstMessage)
                .contains(
                        tuple("9.2", "was not graded: its test class Samples$Green" + NOT_RUN),
                        tuple("9.5", "was not graded: its test class Samples$Todo" + NOT_RUN));

        Files.delete(root.resolve(SmallWorkshop.SAMPLES));
        var result = SmallWorkshop.run(step, Samples.Kinds.class);
        assertThat(result.exercises())
                .extracting(ExerciseResult::id, GradebookTest::firstMessage)
                .contains(
                        tuple("9.2", "was not graded: its test class Samples$Green is gone"),
                        tuple("9.5", "was not graded: its test class Samples$Todo is gone"));
        assertThat(result.points()).isEqualTo(80);
    }

    @Test
    void the_workshops_points_count_and_not_those_of_a_changed_test() throws Exception {
        Manifest.compute(step, List.of(Samples.Green.class)).write(step);
        var manifest = step.manifest();
        SmallWorkshop.write(
                root,
                root.relativize(manifest).toString(),
                Files.readString(manifest).replace("\"points\" : 20", "\"points\" : 7"));

        assertThat(SmallWorkshop.run(step, Samples.Green.class).earned()).isEqualTo(7);
    }

    private static TestResult test(ExerciseResult exercise, String name) {
        return exercise.tests().stream()
                .filter(test -> test.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String firstMessage(ExerciseResult exercise) {
        return exercise.red().isEmpty() ? null : exercise.red().get(0).message();
    }
}
