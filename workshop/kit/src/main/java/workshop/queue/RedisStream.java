package workshop.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.XPendingParams;
import redis.clients.jedis.params.XReadGroupParams;

/**
 * A broker on one Redis stream: XADD, a consumer group with XREADGROUP, XPENDING, XCLAIM and XACK,
 * and a second stream, named {@code …:dead}, for the dead letters. Needs Redis 5.0.
 *
 * @see <a href="https://redis.io/docs/latest/commands/?group=stream">Stream commands</a>
 */
public final class RedisStream implements Broker {

    private static final String GROUP = "workers";
    private static final int PAGE = 100;

    /**
     * The number of deliveries grows with each, so it tells the present holder from all earlier
     * ones.
     */
    private static final byte[] CLAIM =
            """
            local held = redis.pcall('XPENDING', KEYS[1], ARGV[1], ARGV[2], ARGV[2], 1)[1]
            if held and held[4] == tonumber(ARGV[3]) then
              return redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[4], 0, ARGV[2])
            end
            """
                    .getBytes(UTF_8);

    /**
     * A stream that somebody deleted gives the same ids again, in the same millisecond, to entries
     * that nobody has handled.
     */
    private static final byte[] ACKNOWLEDGE =
            """
            for i = 2, #ARGV do
              if redis.call('XACK', KEYS[1], ARGV[1], ARGV[i]) == 1 then
                redis.call('XDEL', KEYS[1], ARGV[i])
              end
            end
            """
                    .getBytes(UTF_8);

    /**
     * With a consumer, Redis would delete its claim to what it holds, and nobody could take that
     * over. A full Redis refuses; then the name stays on the list a little longer.
     */
    private static final byte[] LEAVE =
            """
            local held = redis.pcall('XPENDING', KEYS[1], ARGV[1], '-', '+', 1, ARGV[2])
            if not held.err and #held == 0 then
              redis.pcall('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], ARGV[2])
            end
            """
                    .getBytes(UTF_8);

    private static final String UNDERTAKER = "undertaker";

    /** Reason, id and deliveries come before the fields of the dead entry itself. */
    private static final int BURIAL_FIELDS = 3;

    private final UnifiedJedis redis;
    private final byte[] key;
    private final byte[] deadKey;
    private final byte[] group = GROUP.getBytes(UTF_8);

    /** The stream of that name, made at the first use. */
    public RedisStream(UnifiedJedis redis, String name) {
        this.redis = redis;
        this.key = name.getBytes(UTF_8);
        this.deadKey = deadLettersOf(name).getBytes(UTF_8);
        createGroup();
    }

    /** The key of the stream that holds this stream's dead letters. */
    public static String deadLettersOf(String name) {
        return name + ":dead";
    }

    @Override
    public String add(Fields fields) {
        var arguments = new ArrayList<>(List.of(key, bytes("*")));
        arguments.addAll(fields.flat());
        return text(redis.sendCommand(Command.XADD, array(arguments)));
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
        List<?> streams =
                withGroup(
                        () ->
                                redis.xreadGroup(
                                        group,
                                        bytes(consumer),
                                        parameters,
                                        Map.entry(key, bytes(">"))));
        if (streams == null || streams.isEmpty()) {
            return List.of();
        }
        var entries = (List<?>) ((List<?>) streams.get(0)).get(1);
        return entries.stream().map(entry -> delivery(entry, 1)).toList();
    }

    @Override
    public List<Held> held() {
        var all = new ArrayList<Held>();
        var from = new StreamEntryID(0, 0);
        while (true) {
            var range = XPendingParams.xPendingParams(from, StreamEntryID.MAXIMUM_ID, PAGE);
            var page = withGroup(() -> redis.xpending(name(), GROUP, range));
            for (var entry : page) {
                all.add(
                        new Held(
                                entry.getID().toString(),
                                entry.getConsumerName(),
                                Duration.ofMillis(entry.getIdleTime()),
                                entry.getDeliveredTimes()));
            }
            if (page.size() < PAGE) {
                return all;
            }
            var last = page.get(PAGE - 1).getID();
            from = new StreamEntryID(last.getTime(), last.getSequence() + 1);
        }
    }

    @Override
    public Optional<Delivery> claim(Held held, String consumer) {
        return claim(held.id(), held.count(), consumer);
    }

    private Optional<Delivery> claim(String id, long count, String consumer) {
        var arguments = List.of(group, bytes(id), bytes(Long.toString(count)), bytes(consumer));
        var claimed = (List<?>) redis.eval(CLAIM, List.of(key), arguments);
        if (claimed == null || claimed.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                claimed.get(0) == null
                        ? new Delivery(
                                id,
                                new Fields(List.of()),
                                count + 1) // deleted from the stream while it was held
                        : delivery(claimed.get(0), count + 1));
    }

    @Override
    public void acknowledge(Delivery delivery) {
        acknowledge(List.of(delivery));
    }

    @Override
    public void acknowledge(List<Delivery> deliveries) {
        var arguments = new ArrayList<>(List.of(group));
        deliveries.forEach(delivery -> arguments.add(bytes(delivery.id())));
        redis.eval(ACKNOWLEDGE, List.of(key), arguments);
    }

    /**
     * Claims the entry first, so that of several workers who come with a shovel only the present
     * holder digs.
     */
    @Override
    public void bury(Delivery delivery, String reason) {
        if (claim(delivery.id(), delivery.count(), UNDERTAKER).isEmpty()) {
            return;
        }
        var grave =
                new ArrayList<>(
                        List.of(
                                deadKey,
                                bytes("*"),
                                bytes("reason"),
                                bytes(reason),
                                bytes("id"),
                                bytes(delivery.id()),
                                bytes("deliveries"),
                                bytes(Long.toString(delivery.count()))));
        grave.addAll(delivery.fields().flat());
        try (var transaction = redis.multi()) {
            transaction.sendCommand(Command.XADD, array(grave));
            transaction.xack(key, group, bytes(delivery.id()));
            transaction.xdel(key, bytes(delivery.id()));
            transaction.exec();
        }
    }

    @Override
    public void leave(String consumer) {
        redis.eval(LEAVE, List.of(key), List.of(group, bytes(consumer)));
    }

    @Override
    public void forget(Duration silence) {
        for (var consumer : redis.xinfoConsumers2(name(), GROUP)) {
            if (consumer.getPending() == 0 && consumer.getIdle() >= silence.toMillis()) {
                leave(consumer.getName());
            }
        }
    }

    @Override
    public long length() {
        return redis.xlen(key);
    }

    @Override
    public List<DeadLetter> deadLetters() {
        return redis.xrange(deadKey, bytes("-"), bytes("+")).stream()
                .map(RedisStream::deadLetter)
                .toList();
    }

    private static DeadLetter deadLetter(Object entry) {
        List<byte[]> flat = delivery(entry, 0).fields().flat();
        var own = flat.subList(2 * BURIAL_FIELDS, flat.size());
        return new DeadLetter(
                text(flat.get(3)),
                text(flat.get(1)),
                Long.parseLong(text(flat.get(5))),
                new Fields(List.copyOf(own)));
    }

    private static Delivery delivery(Object entry, long count) {
        var pair = (List<?>) entry;
        var fields = (List<?>) pair.get(1);
        return new Delivery(
                text(pair.get(0)),
                new Fields(fields.stream().map(byte[].class::cast).toList()),
                count);
    }

    /**
     * Makes the group once more if someone emptied the server, or restarted it without its data, in
     * the meantime.
     */
    private <T> T withGroup(Supplier<T> command) {
        try {
            return command.get();
        } catch (JedisDataException e) {
            if (!e.getMessage().startsWith("NOGROUP")) {
                throw e;
            }
            createGroup();
            return command.get();
        }
    }

    private void createGroup() {
        try {
            redis.xgroupCreate(key, group, bytes("0"), true);
        } catch (JedisDataException e) {
            if (!e.getMessage().startsWith("BUSYGROUP")) { // it exists already: fine
                throw e;
            }
        }
    }

    private String name() {
        return text(key);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, UTF_8);
    }

    private static byte[][] array(List<byte[]> arguments) {
        return arguments.toArray(byte[][]::new);
    }
}
