package workshop.queue;

import static workshop.queue.Utf8.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what Redis answers about a stream: nested lists of bytes. An entry is a pair of its id and
 * the list of its fields.
 *
 * @see <a href="https://redis.io/docs/latest/commands/xreadgroup/">XREADGROUP</a>
 */
final class Replies {

    private Replies() {}

    /**
     * The entries that an XREADGROUP of one stream delivers for the first time. RESP2 answers with
     * a list of pairs of a stream and its entries, RESP3 with a map.
     */
    static List<Delivery> deliveries(Object streams) {
        if (streams == null || ((List<?>) streams).isEmpty()) {
            return List.of();
        }
        Object stream = ((List<?>) streams).get(0);
        Object entries =
                stream instanceof Map.Entry<?, ?> pair
                        ? pair.getValue()
                        : ((List<?>) stream).get(1);
        return ((List<?>) entries).stream().map(entry -> delivery(entry, 1)).toList();
    }

    /**
     * The entry that the claiming script delivers; empty when it claimed none. An entry that was
     * deleted while it was pending is a delivery without fields, and was not delivered again.
     */
    static Optional<Delivery> claimed(Object reply, String id, long seen) {
        if (reply == null) {
            return Optional.empty();
        }
        Object entry = ((List<?>) reply).get(0);
        return Optional.of(
                entry == null
                        ? new Delivery(id, new Fields(List.of()), seen)
                        : delivery(entry, seen + 1));
    }

    static Fields fields(Object entry) {
        var fields = (List<?>) ((List<?>) entry).get(1);
        return new Fields(fields.stream().map(byte[].class::cast).toList());
    }

    private static Delivery delivery(Object entry, long count) {
        return new Delivery(text(((List<?>) entry).get(0)), fields(entry), count);
    }
}
