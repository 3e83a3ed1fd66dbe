package workshop.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;

/** The web process's end of the queue. */
public final class TaskQueue {

    private final Broker broker;

    /** The queue of that name on a Redis server. */
    public TaskQueue(UnifiedJedis redis, String name) {
        this(new RedisStream(redis, name));
    }

    public TaskQueue(Broker broker) {
        this.broker = broker;
    }

    /**
     * Serialises the payload and enqueues it for that task.
     *
     * @return the message's id
     * @throws IllegalArgumentException when the serializer refuses the payload or the body is
     *     larger than {@link Message#MAX_BODY}; nothing was enqueued
     */
    public String enqueue(String task, Object payload, Serializer serializer) {
        try {
            return enqueue(Message.of(task, serializer.contentType(), serializer.dumps(payload)));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Task \"%s\" was not enqueued: its payload could not be written."
                            .formatted(task),
                    e);
        }
    }

    /**
     * Enqueues a message as it is, and returns its id.
     *
     * @throws IllegalArgumentException when one of its texts has no form in UTF-8; nothing was
     *     enqueued
     */
    public String enqueue(Message message) {
        return broker.add(Fields.of(message));
    }

    /** Messages that are waiting for a worker, or in the hands of one. */
    public long length() {
        return broker.length();
    }

    /** Messages that no worker could or would run, the oldest first. */
    public List<DeadLetter> deadLetters() {
        return broker.deadLetters();
    }

    Broker broker() {
        return broker;
    }
}
