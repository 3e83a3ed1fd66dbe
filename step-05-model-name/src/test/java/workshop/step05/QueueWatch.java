package workshop.step05;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Sees which thread enqueues. If it is not the caller, and the caller does not wait for it, it is
 * held back until the caller's commit has returned, and then refused: what is left to such a thread
 * comes too late on every run, and not only on an unlucky one.
 */
final class QueueWatch {

    /** If so many looks in a row find the caller waiting, it waits for this thread. */
    private static final int PATIENCE = 30;

    /** The same for a caller that waits only for some time: once in a run, that time may be up. */
    private static final int LONG_PATIENCE = 500;

    private static volatile boolean hasBeenPatient;

    private final CountDownLatch returned = new CountDownLatch(1);
    private final CountDownLatch came = new CountDownLatch(1);
    private volatile Thread caller;
    private volatile String late;
    private volatile boolean tried;
    private volatile Runnable afterARefusal = () -> {};

    /** Whoever begins a transaction first is the caller. */
    void begins() {
        if (caller == null) {
            caller = Thread.currentThread();
        }
    }

    /** Called by whoever enqueues, just before. */
    void enqueues() {
        tried = true;
        begins();
        if (Thread.currentThread() != caller && !callerWaits()) {
            late = Thread.currentThread().getName();
            came.countDown();
            throw new IllegalStateException("No one waits for the thread " + late);
        }
    }

    /** Does that when the queue has refused a message. */
    void afterARefusal(Runnable work) {
        afterARefusal = work;
    }

    void isRefused() {
        afterARefusal.run();
    }

    /** Whether anyone has enqueued anything, or tried to. */
    boolean tried() {
        return tried;
    }

    private boolean callerWaits() {
        try {
            int patience = PATIENCE;
            for (int waited = 0; waited < patience; ) {
                if (returned.await(1, TimeUnit.MILLISECONDS)) {
                    return false;
                }
                var state = caller.getState();
                waited = state == Thread.State.RUNNABLE ? 0 : waited + 1;
                if (state == Thread.State.TIMED_WAITING && !hasBeenPatient) {
                    patience = LONG_PATIENCE;
                }
            }
            hasBeenPatient |= patience == LONG_PATIENCE;
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The call that commits has returned, or the test is over. */
    void returned() {
        returned.countDown();
    }

    /** The thread that wanted to enqueue after that, or null when none came in time. */
    String late(Duration wait) {
        Thread.interrupted(); // the code under test may have left this behind
        try {
            came.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return late;
    }
}
