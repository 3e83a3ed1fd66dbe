package workshop.queue;

import static workshop.queue.Utf8.bytes;
import static workshop.queue.Utf8.text;

import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;

/**
 * The stream that holds the dead letters. Each entry has the fields "reason", "id" and
 * "deliveries", in this order, and then the fields of the message as it came in, which may hold
 * anything, these names included.
 */
final class DeadLetterStream {

    /** How many fields come before those of the message. */
    private static final int OWN_FIELDS = 3;

    private static final String FOREIGN =
            "Not a dead letter of this queue: someone else put it here, and it can't be read.";

    private final UnifiedJedis redis;
    private final byte[] key;

    DeadLetterStream(UnifiedJedis redis, String name) {
        this.redis = redis;
        this.key = bytes(name);
    }

    byte[] key() {
        return key;
    }

    /** A dead letter's fields. */
    static List<byte[]> fields(Delivery delivery, String reason) {
        var fields = new ArrayList<byte[]>();
        fields.addAll(List.of(bytes("reason"), bytes(reason)));
        fields.addAll(List.of(bytes("id"), bytes(delivery.id())));
        fields.addAll(List.of(bytes("deliveries"), bytes(Long.toString(delivery.count()))));
        fields.addAll(delivery.fields().flat());
        return fields;
    }

    /** The oldest first. */
    List<DeadLetter> all() {
        return redis.xrange(key, bytes("-"), bytes("+")).stream()
                .map(DeadLetterStream::deadLetter)
                .toList();
    }

    private static DeadLetter deadLetter(Object entry) {
        List<byte[]> flat = Replies.fields(entry).flat();
        if (!isOurs(flat)) {
            String id = text(((List<?>) entry).get(0));
            return new DeadLetter(id, FOREIGN, 0, new Fields(flat));
        }
        var message = flat.subList(2 * OWN_FIELDS, flat.size());
        return new DeadLetter(
                text(flat.get(3)),
                text(flat.get(1)),
                Long.parseLong(text(flat.get(5))),
                new Fields(List.copyOf(message)));
    }

    private static boolean isOurs(List<byte[]> flat) {
        return flat.size() >= 2 * OWN_FIELDS
                && text(flat.get(0)).equals("reason")
                && text(flat.get(2)).equals("id")
                && text(flat.get(4)).equals("deliveries")
                && text(flat.get(5)).matches("\\d{1,18}");
    }
}
