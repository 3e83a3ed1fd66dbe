package workshop.queue;

import static workshop.queue.Utf8.text;

import java.util.List;
import java.util.Optional;

/**
 * Reads what Redis answers about a stream: nested lists of bytes. An entry is a pair of its id and
 * the list of its fields.
 *
 * @see <a href="https://redis.io/docs/latest/commands/xreadgroup/">XREADGROUP</a>
 */
final class Replies {

    private Replies() {}

    /** The entries that an XREADGROUP of one stream delivers for the first time. */
    static List<Delivery> deliveries(List<?> streams) {
        if (streams == null || streams.isEmpty()) {
            return List.of();
        }
        var nameAndEntries = (List<?>) streams.get(0);
        return ((List<?>) nameAndEntries.get(1)).stream().map(entry -> delivery(entry, 1)).toList();
    }

    /**
     * The entry that an XCLAIM delivers; empty when it claimed none. Redis up to 6.2 answers nil
     * for an entry that was deleted while it was pending: a delivery without fields.
     */
    static Optional<Delivery> claimed(Object reply, String id, long count) {
        if (reply == null || ((List<?>) reply).isEmpty()) {
            return Optional.empty();
        }
        Object entry = ((List<?>) reply).get(0);
        return Optional.of(
                entry == null
                        ? new Delivery(id, new Fields(List.of()), count)
                        : delivery(entry, count));
    }

    static Fields fields(Object entry) {
        var fields = (List<?>) ((List<?>) entry).get(1);
        return new Fields(fields.stream().map(byte[].class::cast).toList());
    }

    private static Delivery delivery(Object entry, long count) {
        return new Delivery(text(((List<?>) entry).get(0)), fields(entry), count);
    }
}
