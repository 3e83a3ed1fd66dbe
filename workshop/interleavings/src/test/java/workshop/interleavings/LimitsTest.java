package workshop.interleavings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The report says what was not explored; it never counts as good. */
class LimitsTest {

    @Test
    void the_report_names_the_limit_of_schedules() {
        var exploration = CountingTest.free("3 3").acceptable("done").atMost(19).explore();

        assertThat(exploration.schedules()).isEqualTo(19);
        assertThat(exploration.isComplete()).isFalse();
        assertThatThrownBy(exploration::requireNoForbidden)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(
                        "Only the first 19 interleavings of your code · none ends badly")
                .hasMessageContaining("NOT ALL WERE TRIED: the limit is 19 schedules.");
    }

    @Test
    void a_limit_that_is_just_enough_is_no_limit() {
        var exploration = CountingTest.free("3 3").acceptable("done").atMost(20).explore();

        assertThat(exploration.isComplete()).isTrue();
        exploration.requireNoForbidden();
    }

    @Test
    void the_search_ends_when_enough_schedules_were_tried_and_one_ended_badly() {
        var exploration =
                CountingTest.free("3 3")
                        .forbidden("done", "All of it is bad.")
                        .enoughIfBad(7)
                        .explore();

        assertThat(exploration.isComplete()).isFalse();
        assertThatThrownBy(exploration::requireNoForbidden)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Only the first 7 interleavings of your code · 7 end badly")
                .hasMessageContaining("That is proof enough, so no more were tried.");
    }

    @Test
    void as_long_as_nothing_ends_badly_the_search_goes_on() {
        var exploration = CountingTest.free("3 3").acceptable("done").enoughIfBad(7).explore();

        assertThat(exploration.schedules()).isEqualTo(20);
        exploration.requireNoForbidden();
    }

    @Test
    void the_report_says_that_an_actor_loops_for_ever() {
        var exploration =
                Interleavings.of(Object::new)
                        .actor("one", LimitsTest::loop)
                        .stepsAtMost(10)
                        .acceptable("done")
                        .explore();

        assertThat(exploration.count("still running after 10 steps")).isEqualTo(1);
        assertThatThrownBy(exploration::requireNoForbidden)
                .hasMessageContaining("still running after 10 steps");
        assertThat(LeakTest.actorThreads()).isEmpty();
    }

    @Test
    void an_exception_is_an_outcome() {
        var exploration =
                Interleavings.of(Object::new)
                        .actor("one", LimitsTest::fail)
                        .actor("two", world -> Seams.point("b"))
                        .acceptable("done")
                        .explore();

        assertThat(exploration.count("one threw IllegalStateException")).isEqualTo(2);
        assertThatThrownBy(exploration::requireNoForbidden)
                .hasMessageContaining("no such question");
    }

    @Test
    void code_that_does_something_else_the_next_time_is_found() {
        assertThatThrownBy(() -> numbered(LimitsTest::doSomethingElse).explore())
                .isInstanceOf(NotRepeatableException.class)
                .hasMessageStartingWith(
                        """
                        The same choices led to different steps: first one is about to do "a", \
                        two is about to do "x"; now one is about to do "b", \
                        two is about to do "x".\
                        """)
                .hasMessageContaining("remembers something from an earlier run");
    }

    @Test
    void code_that_ends_sooner_the_next_time_is_found() {
        assertThatThrownBy(() -> numbered(LimitsTest::endSooner).explore())
                .isInstanceOf(NotRepeatableException.class)
                .hasMessageStartingWith(
                        """
                        The same choices led to different steps: first one is about to do "b", \
                        two is about to do "x"; now one has ended, two is about to do "x".\
                        """);
    }

    @Test
    void code_that_throws_the_next_time_is_told_as_such() {
        assertThatThrownBy(() -> numbered(LimitsTest::throwLater).explore())
                .isInstanceOf(NotRepeatableException.class)
                .hasMessageContaining(
                        """
                        now one has ended with java.lang.IllegalStateException: no answer, two is \
                        about to do "x". Look at that exception first\
                        """);
    }

    @Test
    void code_to_which_something_else_happens_the_next_time_is_found() {
        assertThatThrownBy(() -> numbered(LimitsTest::findAnotherRow).explore())
                .isInstanceOf(NotRepeatableException.class)
                .hasMessageContaining("first one:a (a: row 0); now one:a (a: row 1).");
    }

    @Test
    void two_actors_of_one_name_and_a_crash_of_an_unknown_actor_are_refused() {
        assertThatThrownBy(() -> CountingTest.free("1").actor("actor 0", world -> {}))
                .hasMessage("There are two actors named \"actor 0\".");
        assertThatThrownBy(() -> CountingTest.free("1").mayCrash("web").explore())
                .hasMessage("mayCrash names an unknown actor: [web]");
        assertThatThrownBy(() -> Interleavings.of(Object::new).explore())
                .hasMessage("The scenario has no actors.");
    }

    /** The world of each schedule is its number. */
    private static Interleavings<Integer> numbered(Interleavings.Act<Integer> act) {
        var next = new AtomicInteger();
        return Interleavings.of(next::getAndIncrement)
                .actor("one", act)
                .actor("two", world -> Seams.point("x"));
    }

    private static void doSomethingElse(int number) {
        Seams.point(number == 0 ? "a" : "b");
        Seams.point("c");
    }

    private static void endSooner(int number) {
        Seams.point("a");
        if (number == 0) {
            Seams.point("b");
        }
    }

    private static void throwLater(int number) {
        Seams.point("a");
        if (number > 0) {
            throw new IllegalStateException("no answer");
        }
        Seams.point("b");
    }

    private static void findAnotherRow(int number) {
        Seams.point("a");
        Actor.current().note("row " + number);
        Seams.point("b");
    }

    private static void loop(Object world) {
        while (true) {
            Seams.point("again");
        }
    }

    private static void fail(Object world) {
        Seams.point("a");
        throw new IllegalStateException("no such question");
    }
}
