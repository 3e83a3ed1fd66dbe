package workshop.step05;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Sees which thread enqueues. A thread that the caller neither is nor waits for is held back until
 * the caller's commit has returned: what such a thread does comes too late on every run, then, and
 * not only on an unlucky one.
 */
final class QueueWatch {

    /** A caller that waits for so many looks in a row waits for this thread. */
    private static final int PATIENCE = 30;

    private final Thread caller = Thread.currentThread();
    private final CountDownLatch returned = new CountDownLatch(1);
    private final CountDownLatch came = new CountDownLatch(1);
    private volatile String late;

    /** Called by whoever enqueues, just before. */
    void enqueues() {
        if (Thread.currentThread() != caller && !waitsForThis()) {
            late = Thread.currentThread().getName();
            came.countDown();
        }
    }

    private boolean waitsForThis() {
        try {
            for (int waited = 0; waited < PATIENCE; ) {
                if (returned.await(1, TimeUnit.MILLISECONDS)) {
                    return false;
                }
                waited = caller.getState() == Thread.State.RUNNABLE ? 0 : waited + 1;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    /** The call that commits has returned. */
    void returned() {
        returned.countDown();
    }

    /** The thread that enqueued after that, or null when none came in time. */
    String late(Duration wait) {
        try {
            came.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return late;
    }
}
