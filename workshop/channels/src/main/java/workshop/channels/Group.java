package workshop.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.UnifiedJedis;

/** A group of channels: each of them gets a copy of what is sent to the group. */
public final class Group {

    /** For each key: drops what has expired, then adds, unless the channel is full. */
    private static final byte[] SEND =
            """
            local late, full = 0, {}
            local now, expiry = ARGV[1], ARGV[2]
            for i = 1, #KEYS do
              late = late + redis.call('ZREMRANGEBYSCORE', KEYS[i], 0, now - expiry)
              if redis.call('ZCARD', KEYS[i]) >= tonumber(ARGV[2 * i + 1]) then
                full[#full + 1] = i
              else
                redis.call('ZADD', KEYS[i], now, ARGV[2 * i + 2])
                redis.call('EXPIRE', KEYS[i], expiry)
              end
            end
            return {late, full}
            """
                    .getBytes(UTF_8);

    private final UnifiedJedis redis;
    private final String name;
    private final Layer layer;
    private final String key;

    /** The group of that name. */
    public Group(UnifiedJedis redis, String name, Layer layer) {
        this.redis = redis;
        this.name = name;
        this.layer = layer;
        this.key = layer.keyOfGroup(name);
    }

    /** Adds a channel; it stays for the layer's group expiry, counted from now. */
    public void add(String channel) {
        layer.keyOf(channel);
        redis.zadd(key, Double.parseDouble(Channel.seconds(Instant.now())), channel);
        redis.expire(key, layer.groupExpiry().toSeconds());
    }

    /** Removes a channel. */
    public void discard(String channel) {
        redis.zrem(key, channel);
    }

    /**
     * Sends a message of that type to every channel.
     *
     * @return the channels that did not get it, because they are full
     * @throws IllegalArgumentException when a Django worker would stop at it; nothing was sent
     */
    public List<String> send(String type, Map<String, ?> payload) {
        var content = Wire.dispatchable(type, payload);
        Instant now = Instant.now();
        redis.zremrangeByScore(key, 0, now.getEpochSecond() - layer.groupExpiry().toSeconds());
        var channels = new LinkedHashMap<String, List<String>>();
        for (String channel : redis.zrange(key, 0, -1)) {
            channels.computeIfAbsent(layer.keyOf(channel), k -> new ArrayList<>()).add(channel);
        }
        if (channels.isEmpty()) {
            return List.of();
        }
        var keys = channels.keySet().stream().map(Group::bytes).toList();
        var arguments = new ArrayList<byte[]>();
        arguments.add(bytes(Channel.seconds(now)));
        arguments.add(bytes(Long.toString(layer.expiry().toSeconds())));
        var names = List.copyOf(channels.values());
        for (var each : names) { // channels of one process share its key, and the first one's room
            arguments.add(bytes(Integer.toString(layer.capacityOf(each.get(0)))));
            arguments.add(Wire.memberFor(each, content));
        }
        var answer = (List<?>) redis.eval(SEND, keys, arguments);
        Channel.tellDropped("the channels of group " + name, answer.get(0));
        return ((List<?>) answer.get(1))
                .stream()
                        .flatMap(index -> names.get(((Long) index).intValue() - 1).stream())
                        .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
