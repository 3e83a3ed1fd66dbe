package workshop.queue;

import static redis.clients.jedis.BuilderFactory.STREAM_CONSUMER_INFO_LIST;
import static redis.clients.jedis.BuilderFactory.STREAM_PENDING_ENTRY_LIST;
import static workshop.queue.Utf8.bytes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import workshop.queue.Broker.Pending;

/**
 * The consumer group of a stream: who works on it, and which messages each of them holds.
 *
 * @see <a href="https://redis.io/docs/latest/commands/xgroup-create/">XGROUP CREATE</a>
 * @see <a href="https://redis.io/docs/latest/commands/xpending/">XPENDING</a>
 */
final class ConsumerGroup {

    private static final String GROUP = "workers";

    /** How many pending messages one XPENDING asks for. */
    private static final int PAGE = 100;

    private final UnifiedJedis redis;
    private final Link link;
    private final String stream;
    private final byte[] name = bytes(GROUP);

    /** The group on that stream; both are created when they are missing. */
    ConsumerGroup(UnifiedJedis redis, Link link, String stream) {
        this.redis = redis;
        this.link = link;
        this.stream = stream;
        create();
    }

    /** The group's name, as commands take it. */
    byte[] name() {
        return name;
    }

    List<Pending> pending() {
        var all = new ArrayList<Pending>();
        var from = new StreamEntryID(0, 0);
        while (true) {
            var command = new CommandArguments(Command.XPENDING).key(bytes(stream)).add(name);
            command.addObjects(from, StreamEntryID.MAXIMUM_ID, PAGE);
            var page = STREAM_PENDING_ENTRY_LIST.build(run(() -> link.send(command)));
            for (var entry : page) {
                all.add(
                        new Pending(
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

    /** Unless it holds a message. */
    void remove(String consumer) {
        link.eval(Scripts.REMOVE_CONSUMER, List.of(bytes(stream)), List.of(name, bytes(consumer)));
    }

    void removeIdle(Duration idle) {
        var command = new CommandArguments(Command.XINFO).add("CONSUMERS");
        Object consumers = link.send(command.key(bytes(stream)).add(name));
        for (var consumer : STREAM_CONSUMER_INFO_LIST.build(consumers)) {
            if (consumer.getPending() == 0 && consumer.getIdle() >= idle.toMillis()) {
                remove(consumer.getName());
            }
        }
    }

    /** Runs a command that needs the group, once more when the group is gone. */
    <T> T run(Supplier<T> command) {
        try {
            return command.get();
        } catch (JedisDataException e) {
            restore(e);
            return command.get();
        }
    }

    /**
     * Creates the group again if this refusal says that it is gone: someone emptied the server, or
     * restarted it without its data. Redis 7 says UNBLOCKED to those who were waiting.
     *
     * @throws JedisDataException this refusal, if it says something else
     */
    void restore(JedisDataException refusal) {
        if (!refusal.getMessage().startsWith("NOGROUP")
                && !refusal.getMessage().startsWith("UNBLOCKED")) {
            throw refusal;
        }
        create();
    }

    private void create() {
        try {
            redis.xgroupCreate(bytes(stream), name, bytes("0"), true);
        } catch (JedisDataException e) {
            if (!e.getMessage().startsWith("BUSYGROUP")) { // it exists already: fine
                throw e;
            }
        }
    }
}
