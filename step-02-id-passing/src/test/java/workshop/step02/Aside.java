package workshop.step02;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Does something on a thread of its own, as another process would, and waits until it is done. */
final class Aside {

    /** Only work that waits for a lock of its own caller takes as long as that. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final String NAME = "another process";

    private static final long MOMENT_MILLIS = 20;

    private static final List<String> JDK = List.of("java.", "jdk.", "sun.");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Thread thread;
    private volatile Throwable thrown;
    private Optional<ThreadInfo> lockedOut = Optional.empty();

    private Aside(Runnable work) {
        thread =
                new Thread(
                        () -> {
                            try {
                                work.run();
                            } catch (Throwable e) {
                                thrown = e;
                            }
                        },
                        NAME);
        thread.setDaemon(true);
    }

    /** Returns when that work is done, or can't be: its caller holds what it waits for. */
    static Aside run(Runnable work) {
        var aside = start(work);
        aside.join();
        return aside;
    }

    /** Returns at once. */
    static Aside start(Runnable work) {
        var aside = new Aside(work);
        aside.thread.start();
        return aside;
    }

    /** Waits until someone else has come so far, or clearly will not. */
    static void await(CountDownLatch latch) {
        try {
            latch.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether that thread plays another process. */
    static boolean isOne(Thread thread) {
        return thread.getName().equals(NAME);
    }

    /** Waits for its end: nothing that it may wait for is held any more. */
    void joinAtLast() {
        for (int i = 0; i < 10 && !join(); i++) {
            Thread.onSpinWait();
        }
    }

    /** Whether it came to its end. */
    boolean join() {
        try {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            do {
                thread.join(MOMENT_MILLIS);
            } while (thread.isAlive()
                    && System.nanoTime() < deadline
                    && waitsForThisThread().isEmpty());
            if (lockedOut.isEmpty()) {
                lockedOut = waitsForThisThread().filter(Aside::isOwn);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    /**
     * Throws when its caller holds a Java lock that it waits for: they would wait for each other.
     * Libraries may wrap what is thrown here, so {@link #requireNotLockedOut} has to follow.
     */
    void letGoOfIt() {
        if (lockedOut.isPresent()) {
            throw new IllegalStateException("Your code holds a lock that another process wants.");
        }
    }

    /**
     * Requires that it did not wait for a Java lock that its caller held.
     *
     * @throws AssertionError when it did
     */
    void requireNotLockedOut(String who) {
        Require.that(
                lockedOut.isEmpty(),
                """
                %s had to wait at %s for the lock of a %s, which the worker held. In production \
                they are two processes, which share no lock: there, no one would wait, and the \
                lock protects nothing. Remove it, and let the database decide.\
                """,
                who,
                lockedOut.map(each -> Sent.line(List.of(each.getStackTrace()))).orElse(""),
                lockedOut.map(each -> each.getLockInfo().getClassName()).orElse(""));
    }

    private Optional<ThreadInfo> waitsForThisThread() {
        return Stream.of(THREADS.getThreadInfo(new long[] {thread.getId()}, Integer.MAX_VALUE))
                .filter(Objects::nonNull) // null for a thread that has ended
                .filter(info -> info.getLockOwnerId() == Thread.currentThread().getId())
                .findFirst();
    }

    /** Whether it is the step's own code that wants the lock, and not a library. */
    private static boolean isOwn(ThreadInfo waiting) {
        return Stream.of(waiting.getStackTrace())
                .filter(frame -> JDK.stream().noneMatch(frame.getClassName()::startsWith))
                .findFirst()
                .filter(Sent::isOwn)
                .isPresent();
    }

    /** What its work threw, or null. */
    Throwable thrown() {
        return thrown;
    }
}
