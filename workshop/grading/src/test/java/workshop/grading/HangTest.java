package workshop.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import workshop.interleavings.Interleavings;
import workshop.interleavings.StuckException;

/** Which failures say that code goes on for ever. */
class HangTest {

    @Test
    void a_test_that_junit_gave_up_hangs() {
        assertThat(Hang.is(new TimeoutException("it_ends() timed out after 7 seconds"))).isTrue();
    }

    @Test
    void a_time_out_of_the_learner_s_own_does_not() {
        assertThat(Hang.is(new TimeoutException("no answer"))).isFalse();
        assertThat(Hang.is(new IllegalStateException(new TimeoutException()))).isFalse();
        assertThat(Hang.is(new AssertionError("wrong"))).isFalse();
    }

    @Test
    void what_the_explorer_gave_up_hangs_however_it_is_told() {
        var stuck = stuck();
        var told = new AssertionError("Your code did not go on.");
        told.addSuppressed(stuck);
        assertThat(Hang.is(stuck)).isTrue();
        assertThat(Hang.is(told)).isTrue();
        assertThat(Hang.is(new IllegalStateException(told))).isTrue();
    }

    private static StuckException stuck() {
        try {
            Interleavings.of(Object::new).actor("web", world -> Thread.sleep(60_000)).explore();
            throw new AssertionError("The explorer should have given up.");
        } catch (StuckException stuck) {
            return stuck;
        }
    }
}
