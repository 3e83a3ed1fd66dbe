package workshop.maven;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.maven.execution.BuildFailure;
import org.apache.maven.execution.BuildSuccess;
import org.apache.maven.lifecycle.LifecycleExecutionException;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;

class UngradedStepsTest {

    private static final MavenProject STEP = new MavenProject();

    @Test
    void a_step_that_does_not_compile_was_not_graded() {
        assertThat(
                        UngradedSteps.stoppedBeforeItsTests(
                                failed("maven-compiler-plugin:3.16.0:compile")))
                .isTrue();
    }

    @Test
    void a_step_that_another_ones_failure_kept_from_being_built_was_not_graded() {
        assertThat(UngradedSteps.stoppedBeforeItsTests(null)).isTrue();
    }

    @Test
    void a_step_whose_tests_are_red_has_said_so_itself() {
        assertThat(UngradedSteps.stoppedBeforeItsTests(failed("maven-surefire-plugin:3.6.1:test")))
                .isFalse();
    }

    @Test
    void a_step_that_is_green_has_said_so_itself() {
        assertThat(UngradedSteps.stoppedBeforeItsTests(new BuildSuccess(STEP, 1))).isFalse();
    }

    private static BuildFailure failed(String goal) {
        return new BuildFailure(
                STEP,
                1,
                new LifecycleExecutionException(
                        "Failed to execute goal org.apache.maven.plugins:" + goal));
    }
}
