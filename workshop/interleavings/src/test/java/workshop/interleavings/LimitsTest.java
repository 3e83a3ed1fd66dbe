package workshop.interleavings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What was not explored is said aloud, and never counts as good. */
class LimitsTest {

    @Test
    void the_limit_of_schedules_is_said() {
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
    void the_search_ends_when_it_has_seen_enough_that_ends_badly() {
        var exploration =
                CountingTest.free("3 3")
                        .forbidden("done", "All of it is bad.")
                        .enoughIfBad(7)
                        .explore();

        assertThat(exploration.isComplete()).isFalse();
        assertThatThrownBy(exploration::requireNoForbidden)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Only the first 7 interleavings of your code · 7 end badly")
                .hasMessageContaining("That says enough: no more were tried.");
    }

    @Test
    void as_long_as_nothing_ends_badly_nothing_is_enough() {
        var exploration = CountingTest.free("3 3").acceptable("done").enoughIfBad(7).explore();

        assertThat(exploration.schedules()).isEqualTo(20);
        exploration.requireNoForbidden();
    }

    @Test
    void an_actor_that_loops_for_ever_is_said() {
        var exploration =
                Interleavings.of(Object::new)
                        .actor(
                                "one",
                                world -> {
                                    while (true) {
                                        Seams.point("again");
                                    }
                                })
                        .stepsAtMost(10)
                        .acceptable("done")
                        .explore();

        assertThat(exploration.count("still running after 10 steps")).isEqualTo(1);
        assertThatThrownBy(exploration::requireNoForbidden)
                .hasMessageContaining("still running after 10 steps");
        assertThat(LeakTest.actorThreads()).isEmpty();
    }

    @Test
    void an_actor_that_throws_is_an_outcome_of_its_own() {
        var exploration =
                Interleavings.of(Object::new)
                        .actor(
                                "one",
                                world -> {
                                    Seams.point("a");
                                    throw new IllegalStateException("no such question");
                                })
                        .actor("two", world -> Seams.point("b"))
                        .acceptable("done")
                        .explore();

        assertThat(exploration.count("one threw IllegalStateException")).isEqualTo(2);
        assertThatThrownBy(exploration::requireNoForbidden)
                .hasMessageContaining("no such question");
    }

    @Test
    void code_that_does_something_else_the_next_time_is_found_out() {
        var runs = new int[1];

        assertThatThrownBy(
                        () ->
                                Interleavings.of(() -> runs[0]++)
                                        .actor(
                                                "one",
                                                world -> {
                                                    Seams.point(world < 1 ? "a" : "b");
                                                    Seams.point("c");
                                                })
                                        .actor("two", world -> Seams.point("d"))
                                        .explore())
                .isInstanceOf(NotRepeatableException.class)
                .hasMessageStartingWith(
                        "The same choices did not lead to the same: first one is about to do \"a\","
                                + " two is about to do \"d\"; now one is about to do \"b\", two is"
                                + " about to do \"d\".")
                .hasMessageContaining("remembers something of an earlier run");
    }

    @Test
    void code_that_is_done_sooner_the_next_time_is_found_out() {
        var runs = new int[1];

        assertThatThrownBy(
                        () ->
                                Interleavings.of(() -> runs[0]++)
                                        .actor(
                                                "one",
                                                world -> {
                                                    Seams.point("a");
                                                    if (world < 1) {
                                                        Seams.point("b");
                                                    }
                                                })
                                        .actor("two", world -> Seams.point("c"))
                                        .explore())
                .isInstanceOf(NotRepeatableException.class)
                .hasMessageStartingWith(
                        "The same choices did not lead to the same: first one is about to do \"b\","
                            + " two is about to do \"c\"; now one is at its end, two is about to do"
                            + " \"c\".");
    }

    @Test
    void code_to_which_something_else_happens_the_next_time_is_found_out() {
        var runs = new int[1];

        assertThatThrownBy(
                        () ->
                                Interleavings.of(() -> runs[0]++)
                                        .actor(
                                                "one",
                                                world -> {
                                                    Seams.point("a");
                                                    Actor.current().note("row " + world);
                                                    Seams.point("b");
                                                })
                                        .actor("two", world -> Seams.point("c"))
                                        .explore())
                .isInstanceOf(NotRepeatableException.class)
                .hasMessageContaining("first one:a (a: row 0); now one:a (a: row 1).");
    }

    @Test
    void two_actors_of_one_name_or_a_crash_of_nobody_are_refused() {
        assertThatThrownBy(() -> CountingTest.free("1").actor("actor 0", world -> {}))
                .hasMessage("There are two actors named \"actor 0\".");
        assertThatThrownBy(() -> CountingTest.free("1").mayCrash("web").explore())
                .hasMessage("mayCrash names no actor: [web]");
        assertThatThrownBy(() -> Interleavings.of(Object::new).explore())
                .hasMessage("The scenario has no actors.");
    }
}
