package workshop.prices;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * The result of one run of a consumer.
 *
 * @param tasks how many it handled
 * @param wall how long that took
 * @param cpu the processor time of the consumer, without the server's; zero when it was not
 *     measured
 */
record Rate(int tasks, Duration wall, Duration cpu) {

    double perSecond() {
        return tasks * 1e9 / wall.toNanos();
    }

    double cpuMicrosPerTask() {
        return cpu.toNanos() / 1e3 / tasks;
    }

    /** The run of middle speed. */
    static Rate median(List<Rate> rates) {
        return rates.stream()
                .sorted(Comparator.comparing(Rate::perSecond))
                .toList()
                .get(rates.size() / 2);
    }
}
