package workshop.queue;

import static workshop.queue.Utf8.bytes;
import static workshop.queue.Utf8.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.XReadGroupParams;

/**
 * A broker on one Redis stream. {@code XADD} appends a message, {@code XREADGROUP} delivers it,
 * {@code XPENDING} lists what is pending, {@code XCLAIM} delivers once more, {@code XACK} and
 * {@code XDEL} remove what is done. A second stream, named {@code …:dead}, holds the dead letters.
 * Needs Redis 5.0.
 *
 * @see <a href="https://redis.io/docs/latest/commands/?group=stream">Stream commands</a>
 */
public final class RedisStream implements Broker {

    /** A dead letter is claimed by this name first, so that only one worker moves it. */
    private static final String DEAD_LETTERS = "dead-letters";

    private final UnifiedJedis redis;
    private final byte[] key;
    private final ConsumerGroup group;
    private final DeadLetterStream deadLetters;

    /** The stream of that name; it and its consumer group are created when they are missing. */
    public RedisStream(UnifiedJedis redis, String name) {
        this.redis = redis;
        this.key = bytes(name);
        this.group = new ConsumerGroup(redis, name);
        this.deadLetters = new DeadLetterStream(redis, deadLettersOf(name));
    }

    /** The key of the stream that holds this stream's dead letters. */
    public static String deadLettersOf(String name) {
        return name + ":dead";
    }

    @Override
    public String add(Fields fields) {
        var arguments = new ArrayList<>(List.of(key, bytes("*")));
        arguments.addAll(fields.flat());
        return text(redis.sendCommand(Command.XADD, arguments.toArray(byte[][]::new)));
    }

    @Override
    public Optional<Delivery> pop(String consumer, Duration wait) {
        return pop(consumer, 1, wait).stream().findFirst();
    }

    @Override
    public List<Delivery> pop(String consumer, int most, Duration wait) {
        var parameters = XReadGroupParams.xReadGroupParams().count(most);
        if (wait.toMillis() > 0) { // BLOCK 0 would mean "for ever"
            parameters.block(Math.toIntExact(wait.toMillis()));
        }
        var undelivered = Map.entry(key, bytes(">"));
        List<?> streams =
                group.run(
                        () ->
                                redis.xreadGroup(
                                        group.name(), bytes(consumer), parameters, undelivered));
        return Replies.deliveries(streams);
    }

    @Override
    public List<Pending> pending() {
        return group.pending();
    }

    @Override
    public Optional<Delivery> claim(Pending seen, String consumer) {
        return claim(seen.id(), seen.deliveries(), consumer);
    }

    private Optional<Delivery> claim(String id, long deliveries, String consumer) {
        Object claimed =
                redis.eval(
                        Scripts.CLAIM,
                        List.of(key),
                        List.of(
                                group.name(),
                                bytes(id),
                                bytes(Long.toString(deliveries)),
                                bytes(consumer)));
        return Replies.claimed(claimed, id, deliveries + 1);
    }

    @Override
    public void acknowledge(Delivery delivery) {
        acknowledge(List.of(delivery));
    }

    @Override
    public void acknowledge(List<Delivery> deliveries) {
        var arguments = new ArrayList<>(List.of(group.name()));
        deliveries.forEach(delivery -> arguments.add(bytes(delivery.id())));
        redis.eval(Scripts.ACKNOWLEDGE, List.of(key), arguments);
    }

    @Override
    public void moveToDeadLetters(Delivery delivery, String reason) {
        if (claim(delivery.id(), delivery.count(), DEAD_LETTERS).isEmpty()) {
            return;
        }
        try (var transaction = redis.multi()) {
            deadLetters.add(transaction, delivery, reason);
            transaction.xack(key, group.name(), bytes(delivery.id()));
            transaction.xdel(key, bytes(delivery.id()));
            transaction.exec();
        }
    }

    @Override
    public void removeConsumer(String consumer) {
        group.remove(consumer);
    }

    @Override
    public void removeIdleConsumers(Duration idle) {
        group.removeIdle(idle);
    }

    @Override
    public long length() {
        return redis.xlen(key);
    }

    @Override
    public List<DeadLetter> deadLetters() {
        return deadLetters.all();
    }
}
