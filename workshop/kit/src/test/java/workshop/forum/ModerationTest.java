package workshop.forum;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModerationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            textBlock =
                    """
                    '  How  do I … ? ' > 'How do I … ?'
                    ''                 > ''
                    '   '              > ''
                    """)
    void spaces_are_tidied(String body, String shown) {
        assertThat(Moderation.clean(body)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spam", "Buy SPAM now!", "a (casino)", "casino\nspam", "no-spam"})
    void a_banned_word_hides_the_whole_text(String body) {
        assertThat(Moderation.clean(body)).isEqualTo("[hidden by moderation]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spammer", "antispam", "casinos", "späm", "spamä"})
    void a_word_that_only_contains_a_banned_one_is_shown(String body) {
        assertThat(Moderation.clean(body)).isEqualTo(body);
    }

    @Property
    void cleaning_twice_is_cleaning_once(@ForAll String body) {
        assertThat(Moderation.clean(Moderation.clean(body))).isEqualTo(Moderation.clean(body));
    }

    @Property
    void what_is_shown_is_the_words_of_the_body_one_space_apart(
            @ForAll @CharRange(from = 'a', to = 'e') @Chars({' ', '\n', '\t'}) String body) {
        assertThat(Moderation.clean(body))
                .isEqualTo(String.join(" ", List.of(body.strip().split("\\s+"))));
    }
}
