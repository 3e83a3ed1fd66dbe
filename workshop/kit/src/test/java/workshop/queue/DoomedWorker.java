package workshop.queue;

/**
 * A worker process that never finishes a task. Its arguments are the server's property and address,
 * the queue, and "hang" to wait until it is killed or "halt" to kill itself.
 */
final class DoomedWorker {

    private DoomedWorker() {}

    public static void main(String[] arguments) {
        System.setProperty(arguments[0], arguments[1]);
        var queue = new TaskQueue(QueueServer.ofThisRun().queue(arguments[2]));
        TaskHandler doomed =
                (payload, message) -> {
                    System.out.println("working");
                    if (arguments[3].equals("halt")) {
                        Runtime.getRuntime().halt(9);
                    }
                    System.in.read();
                };
        Worker.on(queue)
                .accept(new JsonSerializer())
                .lease(DeadWorkerTest.LEASE)
                .handle("work", doomed)
                .drain();
    }
}
