package workshop.processes;

import java.util.concurrent.CountDownLatch;

/** SIGTERM and Ctrl-C let the work at hand finish. */
final class OrderlyEnd implements AutoCloseable {

    private final CountDownLatch finished = new CountDownLatch(1);

    /** When this process is asked to end, does that, and then waits for {@link #close}. */
    OrderlyEnd(Runnable whenAsked) {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    whenAsked.run();
                                    awaitFinished();
                                }));
    }

    private void awaitFinished() {
        try {
            finished.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The work is finished. */
    @Override
    public void close() {
        finished.countDown();
    }
}
