package workshop.queue;

import static workshop.queue.Utf8.bytes;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A broker on one Redis stream. {@code XADD} appends a message, {@code XREADGROUP} delivers it,
 * {@code XPENDING} lists what is pending, {@code XCLAIM} delivers once more, {@code XACK} and
 * {@code XDEL} remove what is done. A second stream, named {@code …:dead}, holds the dead letters.
 * Needs Redis 5.0; on a cluster, a queue's name needs a hash tag.
 *
 * <p>It has a method for each of {@link Broker}'s, and sends what adds, reads and acknowledges.
 * {@link ConsumerGroup} sends what is about the group, {@link DeadLetterStream} what is about dead
 * letters.
 *
 * @see <a href="https://redis.io/docs/latest/commands/?group=stream">Stream commands</a>
 */
public final class RedisStream implements Broker {

    private static final Logger LOG = LoggerFactory.getLogger(RedisStream.class);

    private final UnifiedJedis redis;
    private final String name;
    private final byte[] key;
    private final Link link;
    private final ConsumerGroup group;
    private final DeadLetterStream deadLetters;
    private volatile boolean checked;

    /**
     * The stream of that name; it and its consumer group are created when they are missing.
     *
     * @throws IllegalStateException when this server, or this user of it, can have no stream
     */
    public RedisStream(UnifiedJedis redis, String name) {
        this.redis = redis;
        this.name = name;
        this.key = bytes(name);
        this.link = new Link(redis);
        this.deadLetters = new DeadLetterStream(redis, link, name);
        try {
            this.group = new ConsumerGroup(redis, link, name);
        } catch (JedisException e) {
            throw Refusals.atTheStart(e, name, deadLettersOf(name));
        }
    }

    /** The key of the stream that holds this stream's dead letters. */
    public static String deadLettersOf(String name) {
        return name + ":dead";
    }

    @Override
    public String add(Fields fields) {
        return add(List.of(fields)).get(0);
    }

    @Override
    public List<String> add(List<Fields> all) {
        var commands = all.stream().map(fields -> append(key, fields.flat())).toList();
        return link.send(commands).stream().map(Link::accepted).map(Utf8::text).toList();
    }

    static CommandArguments append(byte[] stream, List<byte[]> fields) {
        return new CommandArguments(Command.XADD).key(stream).add("*").addObjects(fields);
    }

    @Override
    public Optional<Delivery> pop(String consumer, Duration wait) {
        return next(List.of(), consumer, 1, wait).stream().findFirst();
    }

    @Override
    public void acknowledge(Delivery delivery) {
        next(List.of(delivery), "", 0, Duration.ZERO);
    }

    @Override
    public List<Delivery> next(List<Delivery> done, String consumer, int most, Duration wait) {
        if (most == 0) {
            link.send(Duration.ZERO, List.of(acknowledgement(done))).forEach(Link::accepted);
            return List.of();
        }
        var read = read(consumer, most, wait);
        var commands = done.isEmpty() ? List.of(read) : List.of(acknowledgement(done), read);
        var replies = link.send(wait, commands);
        Object fresh = replies.get(commands.size() - 1);
        if (fresh instanceof JedisDataException refusal) {
            group.restore(refusal);
            fresh = Link.accepted(link.send(wait, List.of(read)).get(0));
        } else if (replies.get(0) instanceof JedisDataException refusal) {
            // What was delivered in the same write must be worked.
            LOG.warn("Messages that are done will run again: {}", refusal.getMessage());
        }
        return Replies.deliveries(fresh);
    }

    private CommandArguments acknowledgement(List<Delivery> done) {
        var command = new CommandArguments(Command.EVAL);
        command.add(Scripts.ACKNOWLEDGE).add(1).key(key).add(group.name());
        done.forEach(delivery -> command.add(delivery.id()));
        return command;
    }

    private CommandArguments read(String consumer, int most, Duration wait) {
        var command = new CommandArguments(Command.XREADGROUP);
        command.addObjects("GROUP", group.name(), consumer, "COUNT", most);
        if (wait.toMillis() > 0) { // BLOCK 0 would mean "for ever"
            command.addObjects("BLOCK", wait.toMillis());
        }
        return command.add("STREAMS").key(key).add(">");
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException at the first call, when this user lacks a right that a worker
     *     needs, or the queue's two streams are in different slots of a cluster
     */
    @Override
    public List<Pending> pending() {
        if (!checked) {
            Rights.check(link, name, group.name());
            checked = true;
        }
        return group.pending();
    }

    @Override
    public Optional<Delivery> claim(Pending seen, String consumer) {
        byte[] deliveries = bytes(Long.toString(seen.deliveries()));
        var arguments = List.of(group.name(), bytes(seen.id()), deliveries, bytes(consumer));
        Object claimed = link.eval(Scripts.CLAIM, List.of(key), arguments);
        return Replies.claimed(claimed, seen.id(), seen.deliveries());
    }

    @Override
    public void moveToDeadLetters(Delivery delivery, String reason) {
        deadLetters.move(delivery, reason, group.name());
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
