package workshop.queue;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;

/** A worker that runs on its own thread until it is closed. */
public final class Background implements AutoCloseable {

    private final Worker worker;
    private final FutureTask<Void> run;
    private final Thread thread;

    private Background(Worker worker) {
        this.worker = worker;
        this.run = new FutureTask<>(this::runWorker);
        this.thread = new Thread(run);
        thread.setDaemon(true);
    }

    private Void runWorker() throws InterruptedException {
        worker.run();
        return null;
    }

    public static Background run(Worker worker) {
        var background = new Background(worker);
        background.thread.start();
        return background;
    }

    void interrupt() {
        thread.interrupt();
    }

    /** Waits until {@link Worker#run} has ended, however it ended. */
    void join() throws InterruptedException, ExecutionException, TimeoutException {
        run.get(60, SECONDS);
    }

    @Override
    public void close() throws InterruptedException, ExecutionException, TimeoutException {
        worker.close();
        join();
    }
}
