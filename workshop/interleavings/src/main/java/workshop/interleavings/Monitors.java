package workshop.interleavings;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks the JVM which thread holds the monitor, or the {@link java.util.concurrent.locks.Lock}, that
 * another one waits for.
 */
final class Monitors {

    /**
     * With a stack trace, be it of one frame, HotSpot looks while all threads stand still. Without,
     * it looks at a thread as it runs, and may name an owner that there never was.
     */
    private static final int CONSISTENTLY = 1;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final List<String> JDK = List.of("java.", "jdk.", "sun.");

    private Monitors() {}

    /**
     * Who waits for whom, all seen at one moment: the id of the thread that holds the lock, by that
     * of the one that waits.
     */
    static Map<Long, Long> holders(Collection<Thread> threads) {
        var holders = new HashMap<Long, Long>();
        infos(threads)
                .filter(info -> info.getLockOwnerId() >= 0)
                .forEach(info -> holders.put(info.getThreadId(), info.getLockOwnerId()));
        return holders;
    }

    /** The lock that a thread waits for. */
    static String lockOf(Thread waiting) {
        return infos(List.of(waiting))
                .map(ThreadInfo::getLockInfo)
                .filter(Objects::nonNull)
                .findFirst()
                .map(lock -> "the lock of a " + lock.getClassName())
                .orElse("a lock");
    }

    /**
     * The line that wants the lock, if it is one of that package, and not of a library which that
     * package calls.
     */
    static Optional<StackTraceElement> lineOf(String packageName, Thread waiting) {
        return Stream.of(waiting.getStackTrace())
                .filter(line -> JDK.stream().noneMatch(line.getClassName()::startsWith))
                .findFirst()
                .filter(line -> line.getClassName().startsWith(packageName + "."));
    }

    private static Stream<ThreadInfo> infos(Collection<Thread> threads) {
        return Stream.of(
                        THREADS.getThreadInfo(
                                threads.stream().mapToLong(Thread::getId).toArray(), CONSISTENTLY))
                .filter(Objects::nonNull); // null for a thread that has ended
    }
}
