package workshop.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.XClaimParams;
import redis.clients.jedis.params.XPendingParams;
import redis.clients.jedis.params.XReadGroupParams;

/**
 * A broker on one Redis stream: XADD, a consumer group with XREADGROUP, XPENDING, XCLAIM and XACK, and a second stream,
 * named {@code …:dead}, for the dead letters. Needs Redis 5.0.
 *
 * @see <a href="https://redis.io/docs/latest/commands/?group=stream">Stream commands</a>
 */
public final class RedisStream implements Broker {

    private static final String GROUP = "workers";
    private static final int PAGE = 100;

    /** XACK answers 1 only once, so two workers never bury one entry, and none buries what another has finished. */
    private static final byte[] BURY = """
            if redis.call('XACK', KEYS[1], ARGV[1], ARGV[2]) == 1 then
              redis.call('XADD', KEYS[2], '*', unpack(ARGV, 3))
              redis.call('XDEL', KEYS[1], ARGV[2])
            end
            """.getBytes(UTF_8);
    /** Lua's stack holds just under 8,000 values. */
    private static final int MOST_LUA_VALUES = 7_000;
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
    static String deadLettersOf(String name) {
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
        var parameters = XReadGroupParams.xReadGroupParams().count(1);
        if (wait.toMillis() > 0) { // BLOCK 0 would mean "for ever"
            parameters.block(Math.toIntExact(wait.toMillis()));
        }
        List<?> streams = withGroup(() -> redis.xreadGroup(group, bytes(consumer), parameters, Map.entry(key, bytes(">"))));
        if (streams == null || streams.isEmpty()) {
            return Optional.empty();
        }
        var entries = (List<?>) ((List<?>) streams.get(0)).get(1);
        return entries.isEmpty() ? Optional.empty() : Optional.of(delivery(entries.get(0), 1));
    }

    @Override
    public List<Held> held() {
        var all = new ArrayList<Held>();
        var from = new StreamEntryID(0, 0);
        while (true) {
            var range = XPendingParams.xPendingParams(from, StreamEntryID.MAXIMUM_ID, PAGE);
            var page = withGroup(() -> redis.xpending(name(), GROUP, range));
            for (var entry : page) {
                all.add(new Held(entry.getID().toString(), entry.getConsumerName(), Duration.ofMillis(entry.getIdleTime()), entry.getDeliveredTimes()));
            }
            if (page.size() < PAGE) {
                return all;
            }
            var last = page.get(PAGE - 1).getID();
            from = new StreamEntryID(last.getTime(), last.getSequence() + 1);
        }
    }

    @Override
    public Optional<Delivery> claim(Held held, String consumer, Duration idleAtLeast) {
        List<?> claimed = redis.xclaim(key, group, bytes(consumer), idleAtLeast.toMillis(), XClaimParams.xClaimParams(), bytes(held.id()));
        if (claimed.isEmpty()) {
            return Optional.empty();
        }
        long count = held.count() + 1;
        return Optional.of(claimed.get(0) == null
                ? new Delivery(held.id(), new Fields(List.of()), count) // deleted from the stream while it was held
                : delivery(claimed.get(0), count));
    }

    @Override
    public void acknowledge(Delivery delivery) {
        try (var transaction = redis.multi()) {
            transaction.xack(key, group, bytes(delivery.id()));
            transaction.xdel(key, bytes(delivery.id()));
            transaction.exec();
        }
    }

    @Override
    public void bury(Delivery delivery, String reason) {
        var grave = new ArrayList<byte[]>(List.of(
                bytes("reason"), bytes(reason),
                bytes("id"), bytes(delivery.id()),
                bytes("deliveries"), bytes(Long.toString(delivery.count()))));
        grave.addAll(delivery.fields().flat());
        if (grave.size() <= MOST_LUA_VALUES) {
            var arguments = new ArrayList<>(List.of(group, bytes(delivery.id())));
            arguments.addAll(grave);
            redis.eval(BURY, List.of(key, deadKey), arguments);
        } else {
            buryLarge(delivery, grave);
        }
    }

    /** An entry of thousands of fields is nobody's message; at worst two workers bury it twice. */
    private void buryLarge(Delivery delivery, List<byte[]> grave) {
        var arguments = new ArrayList<>(List.of(deadKey, bytes("*")));
        arguments.addAll(grave);
        try (var transaction = redis.multi()) {
            transaction.sendCommand(Command.XADD, array(arguments));
            transaction.xack(key, group, bytes(delivery.id()));
            transaction.xdel(key, bytes(delivery.id()));
            transaction.exec();
        }
    }

    @Override
    public long length() {
        return redis.xlen(key);
    }

    @Override
    public List<DeadLetter> deadLetters() {
        return redis.xrange(deadKey, bytes("-"), bytes("+")).stream().map(RedisStream::deadLetter).toList();
    }

    private static DeadLetter deadLetter(Object entry) {
        List<byte[]> flat = delivery(entry, 0).fields().flat();
        var own = flat.subList(2 * BURIAL_FIELDS, flat.size());
        return new DeadLetter(text(flat.get(3)), text(flat.get(1)), Long.parseLong(text(flat.get(5))), new Fields(List.copyOf(own)));
    }

    private static Delivery delivery(Object entry, long count) {
        var pair = (List<?>) entry;
        // Redis 6 hands out an entry that was deleted while it was held as an id without fields.
        List<?> fields = Objects.requireNonNullElse((List<?>) pair.get(1), List.of());
        return new Delivery(text(pair.get(0)), new Fields(fields.stream().map(byte[].class::cast).toList()), count);
    }

    /** Makes the group once more if someone emptied the server, or restarted it without its data, in the meantime. */
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
