package workshop.celery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.args.ListDirection;
import workshop.queue.Message;

/**
 * What waits on Redis: Celery's lists of one queue, and what Java puts beside them, a set of what
 * is due later and an inbox.
 */
final class CeleryLists {

    /**
     * Moves one message to the stream: one that is due, or else the oldest of the first list that
     * has any. It is added before it is removed: a script that fails halfway is not undone.
     */
    private static final byte[] TAKE =
            """
            local function take(envelope)
              redis.call('XADD', KEYS[1], '*', 'envelope', envelope)
            end
            local due = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[1], 'LIMIT', 0, 1)[1]
            if due then
              take(string.sub(due, string.find(due, ' ', 1, true) + 1))
              redis.call('ZREM', KEYS[2], due)
              return
            end
            for i = 3, #KEYS do
              local envelope = redis.call('LINDEX', KEYS[i], -1)
              if envelope then
                take(envelope)
                redis.call('RPOP', KEYS[i])
                return
              end
            end
            """
                    .getBytes(UTF_8);

    /** Redis before 7.0.8 takes 0.001 s for 0, and waits for ever (its issue 11687). */
    private static final long SHORTEST_WAIT_MILLIS = 10;

    private final UnifiedJedis redis;
    private final String name;
    private final Transport transport;
    private final byte[] list;
    private final byte[] due;
    private final byte[] inbox;
    private final List<byte[]> takeKeys;

    /**
     * The lists of that queue.
     *
     * @param stream where the messages go that Java takes
     */
    CeleryLists(UnifiedJedis redis, String name, Transport transport, String stream) {
        this.redis = redis;
        this.name = name;
        this.transport = transport;
        List<String> lists = transport.lists(name);
        this.list = bytes(lists.get(0));
        this.due = bytes(stream + ":due");
        this.inbox = bytes(stream + ":inbox");
        this.takeKeys =
                Stream.concat(
                                Stream.of(bytes(stream), due, inbox),
                                lists.stream().map(CeleryLists::bytes))
                        .toList();
    }

    /** Puts a message on the list of its priority. */
    void push(Message message, String id) {
        byte[] envelope = Envelope.write(message, id, name);
        redis.lpush(bytes(transport.list(name, CeleryHeaders.priority(message))), envelope);
    }

    /** Moves the next message to the stream, if there is one. */
    void moveOne() {
        redis.eval(TAKE, takeKeys, List.of(bytes(Long.toString(System.currentTimeMillis()))));
    }

    /**
     * Waits for a message, which is then the next. A blocking command cannot add to a stream. If
     * this worker dies now, the message is safe: the inbox is the first list that the next take
     * looks into.
     */
    void await(Duration wait) {
        double seconds = Math.max(wait.toMillis(), SHORTEST_WAIT_MILLIS) / 1000.0;
        redis.blmove(list, inbox, ListDirection.RIGHT, ListDirection.LEFT, seconds);
    }

    /**
     * Keeps a message until it is due.
     *
     * @param id the entry's, which tells two messages with the same bytes apart
     */
    void postpone(String id, byte[] envelope, Instant eta) {
        byte[] start = bytes(id + " ");
        byte[] member = Arrays.copyOf(start, start.length + envelope.length);
        System.arraycopy(envelope, 0, member, start.length, envelope.length);
        redis.zadd(due, eta.toEpochMilli(), member);
    }

    /** How many messages wait. */
    long length() {
        return redis.zcard(due) + takeKeys.stream().skip(2).mapToLong(redis::llen).sum();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
