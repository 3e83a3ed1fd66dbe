package workshop.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.UnifiedJedis;
import workshop.queue.Broker;
import workshop.queue.DeadLetter;
import workshop.queue.Delivery;
import workshop.queue.Fields;
import workshop.queue.Message;
import workshop.queue.RedisStream;

/**
 * A channel of Django Channels on {@code channels_redis}, shared with Django's own workers. A
 * task's name is the message's "type", its payload the rest of the message.
 *
 * <p>Channels delivers at most once. A message that waits longer than the layer's expiry is dropped
 * by the next sender, or by Redis with the whole channel; a Django worker that dies loses all that
 * it had taken. From the moment that a Java worker takes a message, the kit's promise holds: a
 * script moves it in one step to a stream of ours, {@code …:java}, and what can't be read or run is
 * a dead letter.
 */
public final class ChannelQueue implements Broker {

    private static final String MEMBER = "member";

    /** A sorted set can't be waited for without taking what comes, and losing it with a worker. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    /** It is added before it is removed: a script that fails halfway is not undone. */
    private static final byte[] TAKE =
            bytes(
                    """
                    local first = redis.call('ZRANGE', KEYS[1], 0, 0)[1]
                    if first then
                      redis.call('XADD', KEYS[2], '*', 'member', first)
                      redis.call('ZREM', KEYS[1], first)
                    end
                    """);

    private final UnifiedJedis redis;
    private final Channel channel;
    private final byte[] key;
    private final byte[] stream;
    private final RedisStream taken;

    /** The channel of that name, in a layer that is configured with nothing but its host. */
    public ChannelQueue(UnifiedJedis redis, String channel) {
        this(redis, channel, Layer.DEFAULT);
    }

    /**
     * The channel of that name.
     *
     * @throws IllegalArgumentException when Django would not accept the name, or only one of its
     *     processes receives there
     */
    public ChannelQueue(UnifiedJedis redis, String channel, Layer layer) {
        if (channel.contains("!")) {
            throw new IllegalArgumentException(
                    "\"%s\" belongs to one process of Django: a Channel can send there."
                            .formatted(channel));
        }
        this.redis = redis;
        this.channel = new Channel(redis, channel, layer);
        this.key = bytes(layer.keyOf(channel));
        this.stream = bytes(layer.keyOf(channel) + ":java");
        this.taken = new RedisStream(redis, layer.keyOf(channel) + ":java");
    }

    /**
     * Sends a message to whoever receives on this channel, Django's workers or ours.
     *
     * @throws IllegalArgumentException when a Django worker would stop at it; nothing was sent
     * @throws ChannelFullException when the channel is full; nothing was sent
     */
    @Override
    public String add(Fields fields) {
        Message message = fields.toMessage("");
        return channel.send(message.task(), payload(message));
    }

    @SuppressWarnings("unchecked") // the serializer reads no other keys
    private static Map<String, ?> payload(Message message) {
        if (!message.headers().isEmpty()) {
            throw new IllegalArgumentException(
                    "A message of Channels has no headers: put %s into the payload."
                            .formatted(message.headers().keySet()));
        }
        try {
            if (message.contentType().equals(Wire.MSGPACK.contentType())
                    && Wire.MSGPACK.loads(message.body()) instanceof Map<?, ?> payload) {
                return (Map<String, ?>) payload;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        throw new IllegalArgumentException(
                "The message \"%s\" was not sent. Send a map, by the MsgpackSerializer."
                        .formatted(message.task()));
    }

    @Override
    public Optional<Delivery> pop(String consumer, Duration wait) {
        Instant end = Instant.now().plus(wait);
        Optional<Delivery> next = take(consumer);
        while (next.isEmpty() && Instant.now().isBefore(end)) {
            try {
                Thread.sleep(LOOK_EVERY.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return next;
            }
            next = take(consumer);
        }
        return next;
    }

    private Optional<Delivery> take(String consumer) {
        while (true) {
            redis.eval(TAKE, List.of(key, stream), List.of());
            Optional<Delivery> entry = taken.pop(consumer, Duration.ZERO);
            Optional<Delivery> opened = entry.flatMap(this::open);
            if (entry.isEmpty() || opened.isPresent()) {
                return opened;
            }
        }
    }

    /** The message in the entry; what can't be read goes to the dead letters as it came. */
    private Optional<Delivery> open(Delivery entry) {
        if (entry.fields().flat().isEmpty()) {
            return Optional.of(entry); // someone deleted it: the worker says so
        }
        try {
            byte[] member =
                    entry.fields()
                            .find(MEMBER)
                            .orElseThrow(() -> new IllegalArgumentException("It has no member."));
            var fields = Fields.of(Wire.open(entry.id(), member));
            return Optional.of(new Delivery(entry.id(), fields, entry.count()));
        } catch (IOException | RuntimeException e) {
            String reason = e instanceof IllegalArgumentException ? e.getMessage() : e.toString();
            taken.moveToDeadLetters(entry, "This is not a message of channels_redis 4. " + reason);
            return Optional.empty();
        }
    }

    @Override
    public List<Pending> pending() {
        return taken.pending();
    }

    @Override
    public Optional<Delivery> claim(Pending seen, String consumer) {
        return taken.claim(seen, consumer).flatMap(this::open);
    }

    @Override
    public void acknowledge(Delivery delivery) {
        taken.acknowledge(delivery);
    }

    @Override
    public void moveToDeadLetters(Delivery delivery, String reason) {
        taken.moveToDeadLetters(delivery, reason);
    }

    @Override
    public void removeConsumer(String consumer) {
        taken.removeConsumer(consumer);
    }

    @Override
    public void removeIdleConsumers(Duration idle) {
        taken.removeIdleConsumers(idle);
    }

    /** What waits in the channel, and what Java workers hold; not what Django's workers hold. */
    @Override
    public long length() {
        return redis.zcard(key) + taken.length();
    }

    @Override
    public List<DeadLetter> deadLetters() {
        return taken.deadLetters();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
