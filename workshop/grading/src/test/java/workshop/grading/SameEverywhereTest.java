package workshop.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** This run has what every run has. */
class SameEverywhereTest {

    /** A class of its own: whether it asserts is decided when it is initialized. */
    private static final class Learners {

        static boolean refuses(int number) {
            try {
                assert number > 0 : "refused";
                return false;
            } catch (AssertionError refused) {
                return true;
            }
        }
    }

    @Test
    void an_assert_refuses_nothing_as_in_production() {
        assertThat(Learners.refuses(-1)).isFalse();
    }

    @Test
    void the_language_is_that_of_the_texts() {
        assertThat(Locale.getDefault()).isEqualTo(Locale.ROOT);
    }
}
