package workshop.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;

/**
 * A channel to send to: one that any worker receives on, or {@code specific.…!…} of one process.
 */
public final class Channel {

    private static final Logger LOG = LoggerFactory.getLogger(Channel.class);
    private static final int NANOS_PER_MICRO = 1_000;

    /** Drops what has expired, as every sender does; then adds, unless the channel is full. */
    private static final byte[] SEND =
            """
            local late = redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, ARGV[1] - ARGV[2])
            if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then
              return {late, 0}
            end
            redis.call('ZADD', KEYS[1], ARGV[1], ARGV[4])
            redis.call('EXPIRE', KEYS[1], ARGV[2])
            return {late, 1}
            """
                    .getBytes(UTF_8);

    private final UnifiedJedis redis;
    private final String name;
    private final Layer layer;

    /**
     * The channel of that name.
     *
     * @throws IllegalArgumentException when Django would not accept the name
     */
    public Channel(UnifiedJedis redis, String name, Layer layer) {
        layer.keyOf(name);
        this.redis = redis;
        this.name = name;
        this.layer = layer;
    }

    /**
     * Sends a message to whoever receives on this channel, Django's workers or ours.
     *
     * @param type which method of the consumer is meant
     * @return what tells it from all others
     * @throws IllegalArgumentException when a Django worker would stop at it; nothing was sent
     * @throws ChannelFullException when the channel is full; nothing was sent
     */
    public String send(String type, Map<String, ?> payload) {
        var content = Wire.dispatchable(type, payload);
        byte[] member = name.contains("!") ? Wire.memberFor(name, content) : Wire.member(content);
        int capacity = layer.capacityOf(name);
        var arguments =
                List.of(
                        bytes(seconds(Instant.now())),
                        bytes(Long.toString(layer.expiry().toSeconds())),
                        bytes(Integer.toString(capacity)),
                        member);
        var answer = (List<?>) redis.eval(SEND, List.of(bytes(layer.keyOf(name))), arguments);
        tellDropped("channel " + name, answer.get(0));
        if (answer.get(1).equals(0L)) {
            throw new ChannelFullException(name, capacity);
        }
        return HexFormat.of().formatHex(member, 0, Wire.RANDOM_BYTES);
    }

    /** Only the sender who drops what has expired can say so. */
    static void tellDropped(String where, Object count) {
        if (!count.equals(0L)) {
            LOG.warn("Dropped from {}: {} expired messages", where, count);
        }
    }

    /** Seconds since 1970, with a fraction: what Python's time.time() says. */
    static String seconds(Instant now) {
        return String.format(
                Locale.ROOT, "%d.%06d", now.getEpochSecond(), now.getNano() / NANOS_PER_MICRO);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
