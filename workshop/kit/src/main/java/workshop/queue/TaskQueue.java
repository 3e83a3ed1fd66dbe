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

    /** The queue of that broker. */
    public TaskQueue(Broker broker) {
        this.broker = broker;
    }

    /**
     * Serializes the payload and enqueues it for that task.
     *
     * @return the message's id
     * @throws IllegalArgumentException when the serializer refuses the payload, or the body is
     *     larger than {@link Message#MAX_BODY}; nothing was enqueued
     * @throws UncheckedIOException when the serializer fails to write the payload; nothing was
     *     enqueued
     * @throws redis.clients.jedis.exceptions.JedisException when Redis refuses the message, or is
     *     unreachable; an unreachable Redis may have taken the message before
     * @throws BrokerException the same, when the queue is on RabbitMQ
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
     * Enqueues a message.
     *
     * @return the message's id
     * @throws IllegalArgumentException when UTF-8 has no form for one of its texts; nothing was
     *     enqueued
     * @throws redis.clients.jedis.exceptions.JedisException as above
     * @throws BrokerException as above
     */
    public String enqueue(Message message) {
        return broker.add(Fields.of(message));
    }

    /** How many messages are waiting for a worker or held by one. Dead letters do not count. */
    public long length() {
        return broker.length();
    }

    /** The messages that no worker could or would run, the oldest first. */
    public List<DeadLetter> deadLetters() {
        return broker.deadLetters();
    }

    Broker broker() {
        return broker;
    }
}
