package workshop.queue;

/** The server that keeps the queues: a Redis, or the RabbitMQ that a system property names. */
public interface QueueServer {

    /** The system property that names a RabbitMQ, as in {@code amqp://user:password@host:port}. */
    String PROPERTY = "workshop.broker";

    /**
     * The server of this run, which the whole JVM shares.
     *
     * @throws IllegalStateException when it is RabbitMQ, and its client is not on the class path
     */
    static QueueServer ofThisRun() {
        return ServerOfThisRun.get();
    }

    /**
     * The queue of that name. It is created when it is missing.
     *
     * @throws IllegalStateException when no server answers, or it can have no such queue
     */
    Broker queue(String name);

    /** Deletes the queue's messages and dead letters. Whoever has the queue may go on using it. */
    void delete(String name);

    /** Deletes the queue, and makes the server refuse its messages until it is deleted again. */
    void refuse(String name);
}
