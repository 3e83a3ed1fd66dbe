package workshop.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Code that fills the heap, piece by piece, is one red exercise; the others have their score. */
@Timeout(300)
class FullHeapTest {

    @Exercise(id = "9.11", title = "Keep", points = 50, stars = 1, edit = "Learner.java")
    static class Keeps {

        @Test
        void keeps_all_that_it_makes() {
            var kept = new ArrayList<byte[]>();
            while (true) {
                kept.add(new byte[10_000]);
            }
        }
    }

    @Exercise(id = "9.12", title = "After that", points = 50, stars = 1, edit = "Learner.java")
    static class After {

        @Test
        void needs_some_memory() {
            assertThat(new byte[10_000_000]).hasSize(10_000_000);
        }
    }

    @Test
    void the_exercise_that_fills_it_is_named_and_the_next_one_is_green(@TempDir Path root)
            throws Exception {
        var step = SmallWorkshop.in(root);
        Manifest.compute(step, List.of(Keeps.class, After.class)).write(step);

        var output = SmallWorkshop.runInAJvmOfItsOwn(step, FullHeapTest.class, "-Xmx64m");

        assertThat(output).contains("1/2 exercises · 50/100 points");
        var result = ResultFile.read(step.progress());
        assertThat(result.exercises().get(0).tests().get(0).message())
                .startsWith("The memory is full (OutOfMemoryError: Java heap space)");
        assertThat(result.exercises().get(1).green()).as("the next exercise").isTrue();
    }

    public static void main(String[] args) {
        SmallWorkshop.run(new GradingListener(), Keeps.class, After.class);
    }
}
