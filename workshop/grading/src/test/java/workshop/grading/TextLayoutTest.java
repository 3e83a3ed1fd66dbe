package workshop.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextLayoutTest {

    private static final String PARROT = "\uD83E\uDD9C";

    /** A woman, who is a programmer: two signs that some terminals show as one. */
    private static final String PROGRAMMER = "\uD83D\uDC69\u200D\uD83D\uDCBB";

    @ParameterizedTest
    @CsvSource({"'', 0", "queue, 5", "日本, 4", "e\u0301, 1", PARROT + ", 2", "กำ, 2", "ｶ, 1"})
    void a_width_is_what_a_terminal_shows(String text, int columns) {
        assertThat(TextLayout.width(text)).isEqualTo(columns);
        assertThat(TextLayout.pad(text, 9)).endsWith(" ".repeat(9 - columns));
    }

    @Test
    void rows_end_at_a_space_and_nothing_is_dropped() {
        assertThat(TextLayout.rows("one   or two, longest", 6))
                .containsExactly("one   ", "or ", "two, ", "longes", "t");
    }

    @Test
    void wide_letters_and_emoji_take_two_columns_and_stay_whole() {
        assertThat(TextLayout.wrap("日本語の文字", 5)).containsExactly("日本", "語の", "文字");
        assertThat(TextLayout.wrap("a " + PARROT.repeat(3), 5))
                .containsExactly("a", PARROT.repeat(2), PARROT);
        assertThat(TextLayout.wrap("e\u0301".repeat(7), 3))
                .containsExactly("e\u0301".repeat(3), "e\u0301".repeat(3), "e\u0301");
        assertThat(TextLayout.cut("x" + PROGRAMMER + "y", 4)).containsExactly("x", PROGRAMMER, "y");
    }

    @Test
    void no_row_is_wider_than_it_may_be_and_nothing_is_lost() {
        var words = List.of("a", "queue", " ", "  ", "日本", PARROT, "e\u0301", PROGRAMMER, "กำ");
        var random = new Random(19);
        for (var i = 0; i < 500; i++) {
            var text = new StringBuilder();
            random.ints(30, 0, words.size()).mapToObj(words::get).forEach(text::append);
            var width = 4 + random.nextInt(20);
            var rows = TextLayout.wrap(text.toString(), width);
            assertThat(rows).allMatch(row -> TextLayout.width(row) <= width);
            assertThat(String.join("", rows).replace(" ", ""))
                    .isEqualTo(text.toString().replace(" ", ""));
            assertThat(String.join("", TextLayout.cut(text.toString(), width)))
                    .isEqualTo(text.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "日", PARROT, "a\u0301", "\u0301", PROGRAMMER, "word ", "   ", "\t"})
    void three_megabytes_are_no_matter(String part) {
        var text = "." + part.repeat(3_000_000 / part.length()) + ".";
        assertTimeout(Duration.ofMinutes(1), () -> TextLayout.wrap(text, 74));
    }

    @Test
    void a_long_word_is_broken_rather_than_lost() {
        assertThat(TextLayout.wrap("x".repeat(25) + " y", 10))
                .containsExactly("x".repeat(10), "x".repeat(10), "xxxxx y");
    }

    @Test
    void what_is_shortened_keeps_its_indentation_and_its_words() {
        assertThat(TextLayout.shorten("one\n\n  two three\nfour", 11, 2, "…"))
                .containsExactly("one", "  two …");
        assertThat(TextLayout.shorten("one\n  two\nthree", 11, 2, "…"))
                .containsExactly("one", "  two …");
    }

    @Test
    void a_path_is_whole_and_in_one_line() {
        assertThat(TextLayout.path("edit  ", "a/B.java:7", 6, 30))
                .containsExactly("      edit  a/B.java:7");
        assertThat(TextLayout.path("edit  ", "a/" + "b".repeat(13) + "/C.java", 6, 30))
                .as("below the label")
                .containsExactly("      edit", "      a/" + "b".repeat(13) + "/C.java");
        assertThat(TextLayout.path("edit  ", "a/" + "b".repeat(17) + "/C.java", 6, 30))
                .as("with less indentation")
                .containsExactly("      edit", "  a/" + "b".repeat(17) + "/C.java");
        assertThat(TextLayout.path("edit  ", "a/" + "b".repeat(40) + "/C.java", 6, 30))
                .as("wider than the terminal, which breaks it and can open it")
                .containsExactly("      edit", "a/" + "b".repeat(40) + "/C.java");
    }
}
