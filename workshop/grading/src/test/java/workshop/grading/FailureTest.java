package workshop.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workshop.interleavings.Interleavings;

class FailureTest {

    private static final String SENTENCE = "Nothing came back for [7, null]. Who should send it?";

    @Test
    void a_whole_sentence_says_it_all() {
        assertThat(
                        List.of(
                                said(() -> assertThat((Object) null).as(SENTENCE).isNotNull()),
                                said(
                                        () ->
                                                assertThat((Object) null)
                                                        .as(SENTENCE)
                                                        .isInstanceOf(String.class)),
                                said(() -> assertThat(List.of()).as(SENTENCE).isNotEmpty()),
                                said(() -> assertThat(1 > 2).as(SENTENCE).isTrue())))
                .containsOnly(SENTENCE);
    }

    @Test
    void what_is_no_sentence_needs_the_rest_and_values_are_always_told() {
        assertThat(said(() -> assertThat((Object) null).as("the reply").isNotNull()))
                .contains("the reply", "not to be null");
        var first = "First [1]. Then:\n[%s] \nExpecting actual not to be null".formatted(SENTENCE);
        assertThat(said(() -> fail(first))).startsWith("First [1].").endsWith("not to be null");
        assertThat(said(() -> assertThat(1).as(SENTENCE).isEqualTo(2)))
                .isEqualTo(SENTENCE + "\nThe test wants: 2\nIt got: 1");
        assertThat(said(() -> assertThat(List.of(1)).as(SENTENCE).isEmpty()))
                .isEqualTo(SENTENCE + "\nIt should be empty, and is [1]");
    }

    @Test
    void a_race_that_ends_badly_has_a_page_and_says_where(@TempDir Path root) throws Exception {
        var step = SmallWorkshop.in(root);
        var race =
                Interleavings.of(Object::new)
                        .named("a race")
                        .actor("web", world -> {})
                        .forbidden("done", "It must not be done.")
                        .explore();
        var wrapped = new IllegalStateException(catchThrowable(race::requireNoForbidden));

        assertThat(Failure.of(wrapped, step, "workshop.SomeTest").message())
                .contains(race.report().strip())
                .endsWith(
                        "The same as a picture:\nstep-09-sample/target/workshop/races/a-race.html");
        assertThat(step.races().resolve("a-race.html")).content().contains("It must not be done.");
    }

    @Test
    void a_message_has_a_largest_size_and_sends_nothing_to_a_terminal(@TempDir Path root)
            throws Exception {
        var step = SmallWorkshop.in(root);
        var hostile =
                new AssertionError("red \u001B[31m, bell \u0007, half \uD83D of a pair, 😀\n");
        var endless = new AssertionError("x".repeat(4_000_000));

        assertThat(Failure.of(hostile, step, "workshop.SomeTest").message())
                .isEqualTo("red \\u001B[31m, bell \\u0007, half \\uD83D of a pair, 😀");
        assertThat(Failure.of(endless, step, "workshop.SomeTest").message())
                .hasSizeLessThan(17_000)
                .endsWith("x… (The rest is too long to show.)");
    }

    private static String said(ThrowingCallable assertion) {
        return Failure.said(catchThrowable(assertion));
    }
}
