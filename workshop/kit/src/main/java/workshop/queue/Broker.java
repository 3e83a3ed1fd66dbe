package workshop.queue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the queue asks of the server in the middle. Every method is one step that others can see.
 */
public interface Broker {

    /** Appends an entry and returns its id. */
    String add(Fields fields);

    /**
     * Hands the oldest entry that nobody had yet to this consumer; waits for one up to that long.
     */
    Optional<Delivery> pop(String consumer, Duration wait);

    /** The same for up to that many at once, where the server can; here it is one. */
    default List<Delivery> pop(String consumer, int most, Duration wait) {
        return pop(consumer, wait).stream().toList();
    }

    /** All entries that were handed out and not acknowledged. */
    List<Held> held();

    /**
     * Hands an entry out once more, to this consumer. Empty when it is not held as it was seen:
     * another worker has finished it, or was faster.
     */
    Optional<Delivery> claim(Held held, String consumer);

    /** Says that the work is done. The entry is gone. */
    void acknowledge(Delivery delivery);

    /** The same for all of them; where the server can, in one step. */
    default void acknowledge(List<Delivery> deliveries) {
        deliveries.forEach(this::acknowledge);
    }

    /**
     * Moves an entry to the dead letters, unless it was finished, or handed to another worker, in
     * the meantime.
     */
    void bury(Delivery delivery, String reason);

    /**
     * Takes a consumer off the list of those who work here, unless it holds an entry. Its next pop
     * puts it back.
     */
    void leave(String consumer);

    /** The same for all who were not heard of for that long. */
    void forget(Duration silence);

    /** Entries that are waiting or held. */
    long length();

    /** The dead letters, the oldest first. */
    List<DeadLetter> deadLetters();

    /**
     * An entry that a consumer holds.
     *
     * @param id the entry's id
     * @param consumer who was given it last
     * @param idle how long ago
     * @param count how often it was handed out; it grows each time, so it tells one holder from the
     *     next
     */
    record Held(String id, String consumer, Duration idle, long count) {}
}
