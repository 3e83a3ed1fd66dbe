package workshop.queue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The queue on the server. Each method is one step that other workers can see. A message is pending
 * from the moment it is delivered to a worker until it is acknowledged or is a dead letter, or
 * until the server takes it back.
 *
 * <p>Not every server tells who holds a message. Redis tells it of all workers, and leaves it to
 * them to take over what a dead one holds. RabbitMQ tells no one: there a broker knows what the
 * workers of its own process hold, and the server itself takes back what the others held when their
 * connection ends. So {@link #pending} lists what this process may have to take over, whichever
 * server it is.
 *
 * <p>Where the server is unreachable or refuses a command, every method throws: on Redis a {@link
 * redis.clients.jedis.exceptions.JedisException}, as its client does, elsewhere a {@link
 * BrokerException}.
 *
 * @see RedisStream
 * @see QueueServer
 */
public interface Broker {

    /**
     * Appends a message.
     *
     * @return its id
     */
    String add(Fields fields);

    /** Appends several in this order, in one round trip where the client can. */
    default List<String> add(List<Fields> all) {
        return all.stream().map(this::add).toList();
    }

    /**
     * Delivers the oldest waiting message to this consumer.
     *
     * @param wait how long to wait for a message; rounded down to milliseconds, 0 does not wait
     * @return empty when no message came in that time
     */
    Optional<Delivery> pop(String consumer, Duration wait);

    /**
     * The messages that were delivered and are neither acknowledged nor dead letters: all of them,
     * or those of this process where the server does not tell.
     */
    List<Pending> pending();

    /**
     * Delivers a pending message once more, to this consumer.
     *
     * @param seen the message as {@link #pending} returned it
     * @return empty when it has changed since, or the server has handed it to another worker; a
     *     delivery without fields when someone deleted it meanwhile
     */
    Optional<Delivery> claim(Pending seen, String consumer);

    /**
     * The task is done: removes its message. Where the server does not answer to that, a message
     * whose acknowledgement gets lost runs again.
     */
    void acknowledge(Delivery delivery);

    /**
     * Acknowledges what is done, and then delivers up to that many messages to this consumer: in
     * one round trip where the client can. A broker that cannot deliver several delivers one.
     *
     * @param most 0 delivers none, and only acknowledges
     */
    default List<Delivery> next(List<Delivery> done, String consumer, int most, Duration wait) {
        done.forEach(this::acknowledge);
        return most == 0 ? List.of() : pop(consumer, wait).stream().toList();
    }

    /**
     * Moves a message to the dead letters, unless another worker has finished it or claimed it
     * since this delivery.
     *
     * @param reason why, for the person who reads the dead letter
     */
    void moveToDeadLetters(Delivery delivery, String reason);

    /**
     * Removes a consumer from the list of those who work here, unless it holds a message; or gives
     * back what it holds, where no other process could take it over. Its next pop adds it again.
     */
    void removeConsumer(String consumer);

    /** Removes all consumers that have asked for nothing for that long and hold no message. */
    void removeIdleConsumers(Duration idle);

    /** How many messages are waiting, or pending as {@link #pending} tells. */
    long length();

    /** The dead letters, the oldest first. */
    List<DeadLetter> deadLetters();

    /**
     * A message that a consumer holds.
     *
     * @param id the message's id
     * @param consumer the consumer that it was delivered to last
     * @param idle the time since that delivery
     * @param deliveries how often it was delivered; the number grows with each delivery, so it
     *     tells this delivery from all others of the same message
     */
    record Pending(String id, String consumer, Duration idle, long deliveries) {}
}
