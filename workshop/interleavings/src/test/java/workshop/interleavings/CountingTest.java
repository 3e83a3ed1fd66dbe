package workshop.interleavings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Models with known answers: the explorer finds exactly as many schedules as combinatorics gives.
 */
class CountingTest {

    @ParameterizedTest(name = "{0} : {1}")
    @CsvSource({
        "1,       1",
        "5,       1",
        "1 1,     2",
        "3 3,    20",
        "2 5,    21",
        "4 4,    70",
        "0 3,     1",
        "2 2 2,  90",
        "1 2 3,  60",
        "1 1 1 1, 24"
    })
    void free_steps_give_the_multinomial_coefficient(String lengths, int schedules) {
        assertThat(free(lengths).explore().schedules()).isEqualTo(schedules);
    }

    @Test
    void every_schedule_is_a_different_one() {
        var traces = free("3 3").explore().traces();

        assertThat(traces.stream().map(Trace::steps).distinct()).hasSize(20);
    }

    @Test
    void two_increments_lose_one_in_4_of_6_orders() {
        var exploration =
                Interleavings.of(AtomicInteger::new)
                        .actor("one", CountingTest::increment)
                        .actor("two", CountingTest::increment)
                        .outcome(x -> "x is " + x)
                        .acceptable("x is 2")
                        .explore();

        assertThat(exploration.schedules()).isEqualTo(6);
        assertThat(exploration.count("x is 2")).isEqualTo(2);
        assertThat(exploration.count("x is 1")).isEqualTo(4);
    }

    @Test
    void a_mutex_leaves_only_the_serial_orders() {
        var exploration =
                Interleavings.of(Mutex::new)
                        .actor("one", mutex -> mutex.section(2))
                        .actor("two", mutex -> mutex.section(2))
                        .actor("three", mutex -> mutex.section(2))
                        .explore();

        assertThat(exploration.schedules()).isEqualTo(6);
    }

    @Test
    void work_outside_the_mutex_still_interleaves() {
        // "two" locks and unlocks before all of "one", before its free step, around it or after it.
        var exploration =
                Interleavings.of(Mutex::new)
                        .actor("one", CountingTest::sectionAndFreeStep)
                        .actor("two", mutex -> mutex.section(0))
                        .explore();

        assertThat(exploration.schedules()).isEqualTo(4);
    }

    /** Actors that take so many steps, and share nothing. */
    static Interleavings<Object> free(String lengths) {
        var interleavings = Interleavings.of(Object::new);
        int actor = 0;
        for (var length : lengths.split(" ")) {
            interleavings.actor("actor " + actor++, world -> steps(Integer.parseInt(length)));
        }
        return interleavings;
    }

    private static void steps(int count) {
        for (int i = 0; i < count; i++) {
            Seams.point("step " + i);
        }
    }

    private static void sectionAndFreeStep(Mutex mutex) {
        mutex.section(0);
        Seams.point("after");
    }

    private static void increment(AtomicInteger x) {
        Seams.point("read");
        int before = x.get();
        Seams.point("write");
        x.set(before + 1);
    }

    /** A lock that the scheduler knows of. */
    static final class Mutex {
        private boolean taken;

        void section(int count) {
            lock();
            steps(count);
            unlock();
        }

        void lock() {
            Seams.point("lock", () -> !taken);
            taken = true;
        }

        void unlock() {
            Seams.point("unlock");
            taken = false;
        }
    }
}
