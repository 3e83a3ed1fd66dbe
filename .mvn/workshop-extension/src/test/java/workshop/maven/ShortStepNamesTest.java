package workshop.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortStepNamesTest {

    private static final List<String> STEPS =
            List.of("step-01-pickle-danger", "step-02-id-passing", "step-05-model-name");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "05",
                "step-5",
                "step-05",
                "step-05-",
                "step-05-mod",
                "step-05-model-name"
            })
    void finds_the_folder(String name) {
        assertThat(ShortStepNames.folder(name, STEPS)).isEqualTo("step-05-model-name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "step-07", "stpe-05", "step-05-modle", "005x", "99999999999"})
    void a_typo_names_the_steps_that_exist(String typo) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShortStepNames.folder(typo, STEPS))
                .withMessage(
                        """
                        There is no step "%s". The steps are:
                            step-01-pickle-danger
                            step-02-id-passing
                            step-05-model-name\
                        """,
                        typo);
    }

    @Test
    void an_ambiguous_name_says_what_it_could_mean() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                ShortStepNames.folder(
                                        "step-0", List.of("step-01-a", "step-02-b", "step-11-c")))
                .withMessage(
                        "\"step-0\" could mean any of these steps:\n    step-01-a\n    step-02-b");
    }
}
