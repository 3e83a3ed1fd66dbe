package workshop.coach.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.coach.engine.StepSources;

/** The property workshop.step chooses one step to prove, or says that there is none. */
class ChosenStepsTest {

    private final List<StepSources> steps = StepSources.all(ChosenSteps.ROOT);

    @ParameterizedTest
    @ValueSource(strings = {"3", "03", "step-03", "step-03-per-type-tasks"})
    void one_step_is_proved_when_it_is_named(String chosen) {
        assertThat(ChosenSteps.meantBy(chosen, steps))
                .extracting(sources -> sources.step().name())
                .containsExactly("step-03-per-type-tasks");
    }

    @Test
    void all_steps_are_proved_when_none_is_named() {
        assertThat(ChosenSteps.meantBy(null, steps)).isEqualTo(steps).hasSizeGreaterThan(1);
    }

    /** A proof of nothing would be green. */
    @ParameterizedTest
    @ValueSource(strings = {"", "33", "3.1", "three"})
    void a_step_that_is_not_there_is_red_and_the_message_says_what_to_type(String chosen) {
        assertThatThrownBy(() -> ChosenSteps.meantBy(chosen, steps))
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        "There is no step \"%s\" to prove. Say -Dworkshop.step=3, the number"
                                + " alone.",
                        chosen);
    }
}
