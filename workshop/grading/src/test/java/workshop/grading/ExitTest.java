package workshop.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import workshop.grading.step.StepFolder;

/** Code that ends the JVM it is tested in does not end the grading. */
@Timeout(300)
class ExitTest {

    @TempDir Path root;
    StepFolder step;

    @BeforeEach
    void lay_out() throws Exception {
        step = SmallWorkshop.in(root);
        Manifest.compute(step, List.of(Samples.Green.class, Samples.Exit.class, Samples.Todo.class))
                .write(step);
    }

    @Test
    void the_score_names_the_test_that_called_exit_and_keeps_what_was_green() throws Exception {
        var output = SmallWorkshop.runInAJvmOfItsOwn(step, ExitTest.class);

        assertThat(output)
                .contains(
                        "called System.exit",
                        "edit  " + SmallWorkshop.LEARNER + ":",
                        "1/3 exercises · 20/120 points");
        var result = ResultFile.read(step.progress());
        assertThat(result.exercises()).extracting(ExerciseResult::earned).containsExactly(20, 0, 0);
        assertThat(result.exercises().get(2).red())
                .extracting(TestResult::message)
                .containsExactly("called System.exit, which ends the whole JVM and its tests");
    }

    public static void main(String[] args) {
        SmallWorkshop.run(new GradingListener(), Samples.Green.class, Samples.Exit.class);
    }
}
