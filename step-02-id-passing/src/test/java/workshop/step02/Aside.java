package workshop.step02;

import java.time.Duration;

/** Does something on a thread of its own, as another process would, and waits until it is done. */
final class Aside {

    /** Only work that waits for a lock of its own caller takes as long as that. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

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
                        "another process");
        thread.setDaemon(true);
    }

    /** Returns when that work is done, or waits for its caller. */
    static Aside run(Runnable work) {
        var aside = new Aside(work);
        aside.thread.start();
        aside.join();
        return aside;
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
