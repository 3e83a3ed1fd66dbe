package workshop.step06;

import workshop.queue.TaskQueue;

/** How the web process hands a record to a worker. */
public final class RecordSender {

    private RecordSender() {}

    /**
     * Enqueues for this task what {@link Deflater#deflate} makes of a record.
     *
     * @return the message's id
     * @throws RuntimeException when there is an entity anywhere in the record; the message names
     *     its class, or the class of what cannot be looked into, and nothing is enqueued
     */
    public static String send(TaskQueue queue, String task, Record payload) {
        // TODO 6.6: send what your Deflater (6.1) makes of the record; refuse an entity at any
        // depth.
        throw new UnsupportedOperationException(
                "TODO 6.6: send what your Deflater (6.1) makes of the record; refuse an entity at"
                        + " any depth.");
    }
}
