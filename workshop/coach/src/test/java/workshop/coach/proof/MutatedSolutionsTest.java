package workshop.coach.proof;

import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Judges the reports that the profile "mutations" has left: {@code .ci/run mutations} does both.
 */
@Tag("mutations")
class MutatedSolutionsTest {

    @Test
    void small_mistakes_turn_an_exercise_red() throws Exception {
        var failures = 0;
        System.out.println("\n" + Mutations.HEAD);
        for (var step : ChosenSteps.all()) {
            var mutations = Mutations.of(step);
            System.out.println(mutations);
            var reasons = StepFiles.properties(step.solutions().resolve("survivors.properties"));
            for (var complaint : mutations.complaints(reasons)) {
                failures++;
                System.out.printf("✘ %s%n%s", step.step().name(), Check.indented(complaint));
            }
        }
        if (failures > 0) {
            fail("%d complaints about mutations. They are listed above.", failures);
        }
    }
}
