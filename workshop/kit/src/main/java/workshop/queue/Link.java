package workshop.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Sends several commands in one write and then reads their replies: one round trip. A client that
 * hands out no connection, such as a cluster's, sends them one by one.
 */
final class Link {

    /** How late a reply may be before the server counts as gone. */
    private static final Duration GRACE = Duration.ofMillis(800);

    private final UnifiedJedis redis;

    Link(UnifiedJedis redis) {
        this.redis = redis;
    }

    /** The same with the client's own time-out. */
    List<Object> send(List<CommandArguments> commands) {
        return send(null, commands);
    }

    /**
     * Their replies, in order. A command that the server refuses has its exception as its reply.
     *
     * @param wait how long these commands may block on the server. The socket's time-out is a
     *     little longer: a server that says nothing must not hold a worker for ever.
     */
    List<Object> send(Duration wait, List<CommandArguments> commands) {
        if (!(redis instanceof RedisClient client)) {
            var replies = new ArrayList<>();
            commands.forEach(command -> replies.add(replyTo(command)));
            return replies;
        }
        try (var connection = client.getPool().getResource()) {
            int usual = connection.getSoTimeout();
            if (wait != null) {
                connection.setSoTimeout(Math.toIntExact(wait.plus(GRACE).toMillis()));
            }
            commands.forEach(connection::sendCommand);
            List<Object> replies = connection.getMany(commands.size());
            connection.setSoTimeout(usual); // a connection that failed does not come back
            return replies;
        }
    }

    private Object replyTo(CommandArguments command) {
        try {
            return redis.executeCommand(command);
        } catch (JedisDataException refusal) {
            return refusal;
        }
    }
}
