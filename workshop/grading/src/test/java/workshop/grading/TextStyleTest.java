package workshop.grading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextStyleTest {

    @ParameterizedTest(name = "workshop.color={0}, NO_COLOR={1}, terminal {2}: colour {3}")
    @CsvSource({
        "always,   , false, true",
        "auto,     , true,  true",
        "auto,     , false, false",
        "never,    , true,  false",
        "auto,   '', true,  true",
        "always, 1,  true,  false",
    })
    void colour_is_used_when_it_is_wanted_and_seen(
            String wish, String noColor, boolean terminal, boolean colour) {
        assertThat(TextStyle.colour(wish, noColor, terminal)).isEqualTo(colour);
    }

    @Test
    void four_stars_are_an_author_s_slip_and_no_reason_to_lose_the_score() {
        assertThat(new TextStyle(false, true).stars(4)).isEqualTo("★★★★");
        assertThat(new TextStyle(false, true).stars(2)).isEqualTo("★★☆");
    }
}
