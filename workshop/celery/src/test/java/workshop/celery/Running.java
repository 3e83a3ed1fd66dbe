package workshop.celery;

import workshop.queue.Worker;

/** A worker that runs on a thread of its own until this is closed. */
final class Running implements AutoCloseable {

    private final Worker worker;
    private final Thread thread;

    Running(Worker worker) {
        this.worker = worker;
        this.thread = new Thread(this::run);
        thread.start();
    }

    private void run() {
        try {
            worker.run();
        } catch (InterruptedException e) {
            throw new IllegalStateException("No one interrupts it.", e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        worker.close();
        thread.join();
    }
}
