package workshop.interleavings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Watches, during one exploration, for threads that the code under test starts itself. No schedule
 * follows them, so what they do would come sooner or later by luck, and the verdict with it.
 *
 * <p>It sees that such a thread touches the database or another seam, and that it still has work
 * when all actors have ended.
 */
final class OwnThreads implements AutoCloseable {

    /** How long such a thread may take after the actors have ended: it may be about to end, too. */
    private static final long GRACE = TimeUnit.MILLISECONDS.toNanos(500);

    private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(1);

    /** Where threads of the JDK wait for work that is due later. */
    private static final Set<String> TIMERS =
            Set.of(
                    "java.util.TimerThread",
                    "java.util.concurrent.DelayScheduler",
                    "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue");

    private static final Set<OwnThreads> WATCHES = ConcurrentHashMap.newKeySet();

    private final Thread explorer = Thread.currentThread();
    private final AtomicReference<OwnThreadError> seen = new AtomicReference<>();
    private final Set<String> packages;

    /** Those that were there before the first actor began. */
    private Set<Thread> before;

    /** Those among them that were at work in the code under test: they serve someone else. */
    private Set<Thread> atWorkBefore;

    /**
     * The thread that makes it may do as it likes.
     *
     * @param packages where the code under test is
     */
    OwnThreads(Set<String> packages) {
        this.packages = packages;
    }

    /** Some thread is about to do this. */
    static void touch(String operation) {
        var thread = Thread.currentThread();
        if (Actor.current() == null
                && WATCHES.stream().noneMatch(watch -> watch.explorer == thread)) {
            WATCHES.stream()
                    .filter(watch -> !isLeftOver(thread, watch.explorer))
                    .forEach(
                            watch ->
                                    watch.seen.compareAndSet(
                                            null, OwnThreadError.did(operation, thread)));
        }
    }

    /**
     * Whether that thread has another application's classes: where one JVM tries answer after
     * answer, a thread of the one before may still be at work.
     */
    private static boolean isLeftOver(Thread thread, Thread explorer) {
        var classes = thread.getContextClassLoader();
        return classes != null
                && classes != ClassLoader.getSystemClassLoader()
                && classes != explorer.getContextClassLoader();
    }

    /** Begins to watch: the first schedule's world is there, and no actor has started. */
    void begin() {
        if (before == null) {
            var stacks = Thread.getAllStackTraces();
            before = Set.copyOf(stacks.keySet());
            atWorkBefore =
                    before.stream()
                            .filter(thread -> isUnderTest(stacks.get(thread)))
                            .collect(Collectors.toSet());
            WATCHES.add(this);
        }
    }

    /**
     * Requires that no such thread has touched anything.
     *
     * @throws OwnThreadError naming the first that did, and what
     */
    void requireNone() {
        if (seen.get() != null) {
            throw seen.get();
        }
    }

    /**
     * Requires, when all actors have ended, that no such thread has work left.
     *
     * @throws OwnThreadError naming the first that has
     */
    void requireNoneWithWork() {
        long deadline = System.nanoTime() + GRACE;
        var stacks = Thread.getAllStackTraces();
        var left = left(stacks);
        while ((!left.isEmpty() || someAreAboutToBegin(stacks))
                && seen.get() == null
                && System.nanoTime() < deadline) {
            LockSupport.parkNanos(MOMENT);
            stacks = Thread.getAllStackTraces();
            left = left(stacks);
        }
        requireNone();
        if (!left.isEmpty()) {
            throw OwnThreadError.hasWork(left.get(0));
        }
    }

    @Override
    public void close() {
        WATCHES.remove(this);
    }

    private List<Thread> left(Map<Thread, StackTraceElement[]> stacks) {
        var left = new ArrayList<Thread>();
        stacks.forEach(
                (thread, stack) -> {
                    if (thread != explorer && hasWork(thread, stack)) {
                        left.add(thread);
                    }
                });
        return left;
    }

    /**
     * Whether work was handed over that has not come to the code under test yet: no stack shows it,
     * and on a busy machine that takes a while.
     */
    private boolean someAreAboutToBegin(Map<Thread, StackTraceElement[]> stacks) {
        return !ForkJoinPool.commonPool().isQuiescent()
                || stacks.entrySet().stream()
                        .anyMatch(thread -> isAboutToBegin(thread.getKey(), thread.getValue()));
    }

    /**
     * New, and on its way; one that waits for the network, or for others, is in a native method.
     */
    private boolean isAboutToBegin(Thread thread, StackTraceElement[] stack) {
        return !before.contains(thread)
                && !Actor.isActor(thread)
                && thread.getState() == Thread.State.RUNNABLE
                && Stream.of(stack).noneMatch(StackTraceElement::isNativeMethod);
    }

    private boolean hasWork(Thread thread, StackTraceElement[] stack) {
        if (Actor.isActor(thread)) {
            return false;
        }
        return isUnderTest(stack) && !atWorkBefore.contains(thread)
                || isTimer(thread, stack) && !before.contains(thread);
    }

    private boolean isUnderTest(StackTraceElement[] stack) {
        return classes(stack).anyMatch(type -> packages.contains(packageOf(type)));
    }

    /** Whether it waits for the time at which work is due; an idle one waits without a time. */
    private static boolean isTimer(Thread thread, StackTraceElement[] stack) {
        return thread.getState() == Thread.State.TIMED_WAITING
                && classes(stack).anyMatch(TIMERS::contains);
    }

    private static Stream<String> classes(StackTraceElement[] stack) {
        return Stream.of(stack).map(StackTraceElement::getClassName);
    }

    private static String packageOf(String type) {
        return type.substring(0, Math.max(0, type.lastIndexOf('.')));
    }
}
