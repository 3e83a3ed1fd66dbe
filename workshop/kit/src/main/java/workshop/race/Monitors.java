package workshop.race;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Asks the JVM which thread holds the monitor, or the {@link java.util.concurrent.locks.Lock}, that another one waits for. */
final class Monitors {

    /**
     * With a stack trace, be it of one frame, HotSpot looks while all threads stand still. Without, it looks at a thread as it
     * runs, and may name an owner that there never was.
     */
    private static final int CONSISTENTLY = 1;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Monitors() {
    }

    /** The id of the thread that this one waits for, or -1. */
    static long holderOf(Thread waiting) {
        var info = THREADS.getThreadInfo(waiting.getId(), CONSISTENTLY);
        return info == null ? -1 : info.getLockOwnerId();
    }

    /** The lock that a thread waits for. */
    static String lockOf(Thread waiting) {
        var info = THREADS.getThreadInfo(waiting.getId(), CONSISTENTLY);
        return info == null || info.getLockInfo() == null ? "a lock" : "the lock of a " + info.getLockInfo().getClassName();
    }
}
