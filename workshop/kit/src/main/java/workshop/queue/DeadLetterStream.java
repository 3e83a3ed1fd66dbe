package workshop.queue;

import static redis.clients.jedis.BuilderFactory.RAW_OBJECT;
import static workshop.queue.Utf8.bytes;
import static workshop.queue.Utf8.text;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The stream that holds the dead letters. Each entry has the fields "reason", "id" and
 * "deliveries", in this order, and then the fields of the message as it came in, which may hold
 * anything, these names included.
 */
final class DeadLetterStream {

    /** How many fields come before those of the message. */
    private static final int OWN_FIELDS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(RedisStream.class);

    private static final String FOREIGN =
            "Not a dead letter of this queue: someone else put it here, and it can't be read.";

    /** Lua passes no more than 8,000 arguments on. */
    private static final int MOST_FOR_LUA = 7_900;

    private final UnifiedJedis redis;
    private final Link link;
    private final byte[] stream;
    private final String name;
    private final byte[] key;

    /** The dead letters of that stream. */
    DeadLetterStream(UnifiedJedis redis, Link link, String stream) {
        this.redis = redis;
        this.link = link;
        this.stream = bytes(stream);
        this.name = RedisStream.deadLettersOf(stream);
        this.key = bytes(name);
    }

    /** Moves a message here in one step, if it was not delivered again since. */
    void move(Delivery delivery, String reason, byte[] group) {
        var letter = fields(delivery, reason);
        var which = List.of(group, bytes(delivery.id()), bytes(Long.toString(delivery.count())));
        Object moved;
        try {
            moved = letter.size() > MOST_FOR_LUA ? addAndMove(which, letter) : move(which, letter);
        } catch (JedisDataException e) {
            throw Refusals.ofDeadLetter(e, delivery.id(), name);
        }
        if (moved == null) {
            LOG.warn(
                    "Message {} is no dead letter: another worker has finished it, or someone"
                            + " deleted it. The reason was: {}",
                    delivery.id(),
                    reason);
        }
    }

    private Object move(List<byte[]> which, List<byte[]> letter) {
        var arguments = new ArrayList<>(which);
        arguments.addAll(letter);
        return link.eval(Scripts.MOVE_TO_DEAD_LETTERS, List.of(stream, key), arguments);
    }

    private Object addAndMove(List<byte[]> which, List<byte[]> letter) {
        try (var transaction = redis.multi()) {
            var add = new CommandObject<>(RedisStream.append(key, letter), RAW_OBJECT);
            var added = transaction.executeCommand(add);
            var moved = transaction.eval(Scripts.KEEP_DEAD_LETTER, List.of(stream, key), which);
            transaction.exec();
            added.get(); // throws when it was refused; then the script has changed nothing
            return moved.get();
        }
    }

    /** A dead letter's fields. */
    private static List<byte[]> fields(Delivery delivery, String reason) {
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
