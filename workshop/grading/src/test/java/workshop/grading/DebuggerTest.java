package workshop.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import workshop.grading.step.StepFolder;

/** JUnit's time limit is for endless loops, and not for a learner at a breakpoint. */
class DebuggerTest {

    private static final String LIMIT =
            "-D" + Timeout.DEFAULT_TESTABLE_METHOD_TIMEOUT_PROPERTY_NAME + "=1 s";
    private static final String DEBUG =
            "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";

    @Exercise(id = "9.13", title = "Stops", points = 20, stars = 1, edit = "Learner.java")
    static class Stops {

        @Test
        void is_stopped_for_longer_than_its_limit() throws InterruptedException {
            Thread.sleep(3_000);
        }
    }

    @TempDir private Path root;
    private StepFolder step;

    @BeforeEach
    void lay_out() throws Exception {
        step = SmallWorkshop.in(root);
    }

    @Test
    void while_someone_debugs_a_test_may_take_as_long_as_it_likes() throws Exception {
        assertThat(SmallWorkshop.runInAJvmOfItsOwn(step, DebuggerTest.class, LIMIT, DEBUG))
                .contains("1/1 exercises · 20/20 points");
    }

    @Test
    void else_it_has_its_limit() throws Exception {
        assertThat(SmallWorkshop.runInAJvmOfItsOwn(step, DebuggerTest.class, LIMIT))
                .contains("0/1 exercises", "an endless loop or a deadlock?");
    }

    public static void main(String[] args) {
        SmallWorkshop.run(new GradingListener(), Stops.class);
    }
}
