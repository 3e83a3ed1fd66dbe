package workshop.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workshop.grading.step.StepFolder;

class ResultStoreTest {

    @TempDir private Path root;
    private StepFolder step;

    @BeforeEach
    void a_step_of_two_exercises_whose_first_is_solved() throws Exception {
        step = SmallWorkshop.in(root);
        Manifest.compute(step, List.of(Samples.Green.class, Samples.Todo.class)).write(step);
        ResultStore.keep(step, SmallWorkshop.run(step, Samples.Green.class, Samples.Todo.class));
    }

    @Test
    void a_run_of_one_exercise_sets_no_other_one_back() {
        var known = ResultStore.keep(step, SmallWorkshop.run(step, Samples.Todo.class));

        assertThat(known.exercises())
                .extracting(ExerciseResult::green)
                .containsExactly(true, false);
        assertThat(ResultStore.last(step)).isEqualTo(known);
    }

    @Test
    void a_run_of_one_green_test_keeps_the_exercise_green() {
        var method = "one";
        var known = ResultStore.keep(step, SmallWorkshop.run(step, Samples.Green.class, method));

        assertThat(known.earned()).isEqualTo(20);
    }

    @Test
    void what_has_turned_red_is_red() {
        var red = SmallWorkshop.run(step, Samples.Todo.class).exercises().get(1).tests();
        var green = ResultStore.last(step).exercises().get(0);
        ResultStore.keep(step, new StepResult(step.name(), "", List.of(green.with(red))));

        assertThat(ResultStore.last(step).earned()).isZero();
    }

    @Test
    void an_exercise_that_nobody_has_begun_is_told_by_its_line_in_the_score_alone()
            throws Exception {
        var both = SmallWorkshop.run(step, Samples.Kinds.class, Samples.Todo.class);
        Manifest.compute(step, List.of(Samples.Kinds.class, Samples.Todo.class)).write(step);
        assertThat(score(both).lines()).as(score(both)).hasSizeLessThan(20);

        SmallWorkshop.write(root, SmallWorkshop.LEARNER, "class Learner {\n    // begun\n}\n");
        assertThat(score(both)).contains("red as well:");
    }

    private String score(StepResult result) {
        return ResultStore.of(step, result, new TextStyle(false, true));
    }
}
