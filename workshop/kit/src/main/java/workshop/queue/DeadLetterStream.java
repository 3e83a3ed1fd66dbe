package workshop.queue;

import static workshop.queue.Utf8.bytes;
import static workshop.queue.Utf8.text;

import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.UnifiedJedis;

/**
 * The stream that holds the dead letters. Each entry has the fields "reason", "id" and
 * "deliveries", in this order, and then the fields of the message as it came in, which may hold
 * anything, these names included.
 */
final class DeadLetterStream {

    /** How many fields come before those of the message. */
    private static final int OWN_FIELDS = 3;

    private final UnifiedJedis redis;
    private final byte[] key;

    DeadLetterStream(UnifiedJedis redis, String name) {
        this.redis = redis;
        this.key = bytes(name);
    }

    /** Appends a message, when the transaction is executed. */
    void add(AbstractTransaction transaction, Delivery delivery, String reason) {
        var arguments = new ArrayList<>(List.of(key, bytes("*")));
        arguments.addAll(List.of(bytes("reason"), bytes(reason)));
        arguments.addAll(List.of(bytes("id"), bytes(delivery.id())));
        arguments.addAll(List.of(bytes("deliveries"), bytes(Long.toString(delivery.count()))));
        arguments.addAll(delivery.fields().flat());
        transaction.sendCommand(Command.XADD, arguments.toArray(byte[][]::new));
    }

    /** The oldest first. */
    List<DeadLetter> all() {
        return redis.xrange(key, bytes("-"), bytes("+")).stream()
                .map(DeadLetterStream::deadLetter)
                .toList();
    }

    private static DeadLetter deadLetter(Object entry) {
        List<byte[]> flat = Replies.fields(entry).flat();
        var message = flat.subList(2 * OWN_FIELDS, flat.size());
        return new DeadLetter(
                text(flat.get(3)),
                text(flat.get(1)),
                Long.parseLong(text(flat.get(5))),
                new Fields(List.copyOf(message)));
    }
}
