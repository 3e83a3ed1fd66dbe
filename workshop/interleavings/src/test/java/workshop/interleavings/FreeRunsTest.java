package workshop.interleavings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Actors without a scheduler, and how their runs are told. */
class FreeRunsTest {

    @ParameterizedTest(name = "{1} of {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    200 |   3 | 3 ended badly. In the other 197, luck hid the mistake.
                    200 | 199 | 199 ended badly. In the other one, luck hid the mistake.
                    200 | 200 | all ended badly.
                    200 |   0 | none ended badly. That proves nothing: luck can hide a mistake.
                    """)
    void the_words_say_how_often_luck_hid_the_mistake(int runs, int bad, String words) {
        assertThat(new FreeRuns(runs, Map.of(), bad))
                .hasToString("Run freely 200 times, as in production: " + words);
    }

    @Test
    void an_outcome_that_the_scenario_does_not_name_is_bad() {
        var freeRuns = CountingTest.free("1 1").outcome(world -> "a surprise").freeRuns(3);

        assertThat(freeRuns).isEqualTo(new FreeRuns(3, Map.of("a surprise", 3), 3));
    }

    @Test
    void an_exception_is_an_outcome() {
        var freeRuns =
                Interleavings.of(Object::new)
                        .actor("one", FreeRunsTest::fail)
                        .acceptable("done")
                        .freeRuns(2);

        assertThat(freeRuns)
                .isEqualTo(new FreeRuns(2, Map.of("one threw IllegalStateException", 2), 2));
    }

    @Test
    void an_actor_that_waits_for_a_message_goes_on_when_no_one_is_left_to_send_one() {
        var freeRuns =
                Interleavings.of(Object::new)
                        .actor("one", world -> Seams.point(Kind.POP, "pop", () -> false))
                        .actor("two", world -> Seams.point(Kind.POP, "pop", () -> false))
                        .acceptable("done")
                        .freeRuns(1);

        assertThat(freeRuns.bad()).isZero();
    }

    @Test
    void the_report_and_the_page_tell_them() {
        var interleavings = CountingTest.free("1 1").forbidden("done", "All of it is bad.");
        var exploration = interleavings.explore().with(interleavings.freeRuns(3));

        var words = "Run freely 3 times, as in production: all ended badly.";
        assertThat(exploration.report()).endsWith("\n\n  " + words + "\n");
        assertThat(TimelinePage.of(exploration)).contains("<p>" + words + "</p>");
    }

    @Test
    void without_free_runs_neither_the_report_nor_the_page_mentions_them() {
        var exploration = CountingTest.free("1 1").acceptable("done").explore();

        assertThat(exploration.report()).doesNotContain("freely");
        assertThat(TimelinePage.of(exploration)).doesNotContain("freely");
    }

    private static void fail(Object world) {
        throw new IllegalStateException();
    }
}
