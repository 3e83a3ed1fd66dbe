package workshop.grading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An exercise that prints megabytes hides neither its verdict nor what the others print. */
class OutputLimitTest {

    @TempDir private Path root;

    @Exercise(id = "9.6", title = "Prints", points = 10, stars = 1, edit = "Learner.java")
    static class Prints {

        @Test
        void prints_megabytes() {
            for (var i = 0; i < 50_000; i++) {
                System.out.println("a line of some forty characters, number " + i);
                System.err.printf("and by printf %d%n", i);
            }
        }
    }

    @Exercise(id = "9.7", title = "Whispers", points = 10, stars = 1, edit = "Learner.java")
    static class Whispers {

        @Test
        void prints_a_word() {
            System.out.println("ünïcödé ✔");
        }
    }

    @Test
    void an_exercise_prints_only_as_much_as_anyone_reads() throws Exception {
        var terminal = new ByteArrayOutputStream();
        var out = System.out;
        var err = System.err;
        var both = new PrintStream(terminal, true, UTF_8);
        System.setOut(both);
        System.setErr(both);
        try {
            SmallWorkshop.run(
                    new GradingListener(SmallWorkshop.in(root), both),
                    Prints.class,
                    Whispers.class);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }

        var text = terminal.toString(UTF_8);
        assertThat(text)
                .contains("number 0", "and by printf 0", "ünïcödé ✔", "20/20 points")
                .containsOnlyOnce("… (This exercise prints more than is shown here.)")
                .hasSizeLessThan(120_000);
    }
}
