package workshop.processes;

import java.util.concurrent.CountDownLatch;

/** Lets the current work finish when SIGTERM or Ctrl-C ends this process. */
final class OrderlyEnd implements AutoCloseable {

    private final CountDownLatch finished = new CountDownLatch(1);

    /** When this process is asked to end, runs that action and then waits for {@link #close}. */
    OrderlyEnd(Runnable whenAsked) {
        Runnable end =
                () -> {
                    whenAsked.run();
                    awaitFinished();
                };
        Runtime.getRuntime().addShutdownHook(new Thread(end));
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
