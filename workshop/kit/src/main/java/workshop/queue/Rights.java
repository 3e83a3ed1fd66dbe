package workshop.queue;

import static workshop.queue.Utf8.bytes;

import java.util.List;
import redis.clients.jedis.exceptions.JedisException;

/** What a worker's user of Redis must be allowed to do. */
final class Rights {

    private Rights() {}

    /**
     * @throws UnfitServerException when a right is missing, or the two streams are in different
     *     slots of a cluster
     */
    static void check(Link link, String stream, byte[] group) {
        String deadLetters = RedisStream.deadLettersOf(stream);
        var keys = List.of(bytes(stream), bytes(deadLetters));
        Object refused;
        try {
            refused = link.eval(Scripts.CHECK, keys, List.of(group));
        } catch (JedisException e) {
            throw Refusals.atTheStart(e, stream, deadLetters);
        }
        var commands = ((List<?>) refused).stream().map(Utf8::text).distinct().toList();
        if (!commands.isEmpty()) {
            throw new UnfitServerException(Refusals.rights(stream, deadLetters, commands), null);
        }
    }
}
