package workshop.prices;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * What one run of a consumer came to.
 *
 * @param tasks how many it handled
 * @param wall how long that took
 * @param cpu the processor time that the consumer itself took, the server's not counted; zero when
 *     nobody measured it
 */
record Rate(int tasks, Duration wall, Duration cpu) {

    double perSecond() {
        return tasks * 1e9 / wall.toNanos();
    }

    double cpuMicrosPerTask() {
        return cpu.toNanos() / 1e3 / tasks;
    }

    /** The middle one of several runs, by their speed. */
    static Rate median(List<Rate> rates) {
        return rates.stream()
                .sorted(Comparator.comparing(Rate::perSecond))
                .toList()
                .get(rates.size() / 2);
    }
}
