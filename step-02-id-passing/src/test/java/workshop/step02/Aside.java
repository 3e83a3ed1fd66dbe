package workshop.step02;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does something on a thread of its own, as another process would, and waits until it is done. */
final class Aside {

    /** Only work that waits for a lock of its own caller takes as long as that. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final String NAME = "another process";

    private final Thread thread;
    private volatile Throwable thrown;

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

    /** Returns when that work is done, or waits for its caller. */
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

    /** Whether it came to its end. */
    boolean join() {
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    /** What its work threw, or null. */
    Throwable thrown() {
        return thrown;
    }
}
