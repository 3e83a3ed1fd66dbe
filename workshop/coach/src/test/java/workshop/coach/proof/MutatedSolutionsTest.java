package workshop.coach.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Judges the reports that {@code mvn verify -f solutions -Pmutations} has left. {@code .ci/run
 * mutations} does the one and the other.
 */
@Tag("mutations")
class MutatedSolutionsTest {

    @BeforeAll
    static void head() {
        System.out.println("\n" + Mutations.HEAD);
    }

    @TestFactory
    Stream<DynamicTest> small_mistakes_turn_an_exercise_red() {
        return ChosenSteps.all().stream()
                .map(
                        step ->
                                dynamicTest(
                                        step.folder().getFileName().toString(),
                                        () -> {
                                            var mutations = Mutations.of(step);
                                            System.out.println(mutations);
                                            var reasons =
                                                    Proof.properties(
                                                            step.solutions()
                                                                    .resolve(
                                                                            "survivors.properties"));
                                            var complaints = mutations.complaints(reasons);
                                            assertThat(complaints)
                                                    .withFailMessage(
                                                            () -> String.join("\n\n", complaints))
                                                    .isEmpty();
                                        }));
    }
}
