package workshop.coach.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is edited, compiling only what changed ends as compiling everything does: with the same
 * classes, byte for byte, or with the same errors. {@code -Dworkshop.edits=2000} tries so many
 * sequences of edits, and {@code -Dworkshop.edits.from=2000} others than those.
 */
class EditSequencesTest {

    private static final int SEQUENCES = Integer.getInteger("workshop.edits", 12);
    private static final int FROM = Integer.getInteger("workshop.edits.from", 0);

    @TempDir private Path folder;

    @Test
    @Timeout(7200)
    void incremental_compilation_makes_what_whole_compilation_makes() throws IOException {
        var sequences = new Sequences();
        try (var compiler = new Compiler(Libraries.ofThisJvm().all())) {
            var bothWays = new BothWays(folder, compiler);
            for (var number = FROM; number < FROM + SEQUENCES; number++) {
                var sequence = sequences.get(number);
                if (!bothWays.differences(sequence).isEmpty()) {
                    failWith(number, bothWays, bothWays.reduce(sequence));
                }
            }
            assertThat(bothWays.shareOfGood())
                    .as(
                            "The share of builds without errors. With few of them this test proves"
                                    + " little.")
                    .isGreaterThan(0.4);
            assertThat(bothWays.shareOfIncremental())
                    .as("The share of builds in which not everything was compiled.")
                    .isPositive();
        }
    }

    /** The same for the same number, always. */
    private static final class Sequences {

        private final VariedProgram varied = new VariedProgram();
        private final List<StepProgram> steps = new ArrayList<>();

        Sequences() throws IOException {
            for (var step : StepSources.all(Path.of("../.."))) {
                steps.add(new StepProgram(step));
            }
        }

        /** Of ten one is of a step: it takes five times as long. */
        EditSequence get(int number) throws IOException {
            return switch (number % 10) {
                case 0, 3, 6 -> varied.allTextsOfOnePlace(3 * (number / 10) + number % 10 / 3);
                case 9 ->
                        EditSequence.of(steps.get(number / 10 % steps.size()), new Random(number));
                default -> EditSequence.of(varied, new Random(number));
            };
        }
    }

    private static void failWith(int number, BothWays bothWays, EditSequence shortest)
            throws IOException {
        fail(
                """
                After these saves the coach has other classes than a whole compilation makes. A \
                learner's verdict would be about old code: see Outline, and Compilation.update.
                %s
                The saves, the fewest that show it:
                %s
                This is sequence %d: run it again with -Dworkshop.edits=1 -Dworkshop.edits.from=%d
                """
                        .formatted(
                                String.join("\n", bothWays.differences(shortest)),
                                shortest.describe(),
                                number,
                                number));
    }
}
