package workshop.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Sends several commands in one write and then reads their replies: one round trip. A client that
 * hands out no connection, such as a cluster's, sends them one by one.
 */
final class Link {

    /** How late a reply may be before the server counts as gone; a worker waits up to a second. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

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
        var connection = client.getPool().getResource();
        try {
            int usual = connection.getSoTimeout();
            if (wait != null) {
                var longer = wait.compareTo(SHORTEST_WAIT) > 0 ? wait : SHORTEST_WAIT;
                connection.setSoTimeout(Math.toIntExact(longer.plus(GRACE).toMillis()));
            }
            commands.forEach(connection::sendCommand);
            List<Object> replies = connection.getMany(commands.size());
            connection.setSoTimeout(usual);
            connection.close();
            return replies;
        } catch (RuntimeException e) {
            // The pool replaces a broken connection at once, and a silent server makes it wait.
            CompletableFuture.runAsync(connection::close);
            throw e;
        }
    }

    /** The reply of a script, which does not block. */
    Object eval(byte[] script, List<byte[]> keys, List<byte[]> arguments) {
        var command = new CommandArguments(Command.EVAL).add(script).add(keys.size());
        return send(command.keys(keys).addObjects(arguments));
    }

    /** The reply of a command that does not block. */
    Object send(CommandArguments command) {
        return accepted(send(Duration.ZERO, List.of(command)).get(0));
    }

    /** The reply, unless it is a refusal. */
    static Object accepted(Object reply) {
        if (reply instanceof JedisDataException refusal) {
            throw refusal;
        }
        return reply;
    }

    private Object replyTo(CommandArguments command) {
        var arguments = new ArrayList<byte[]>();
        command.forEach(argument -> arguments.add(argument.getRaw()));
        arguments.remove(0); // the command's own name
        try {
            return redis.sendCommand(
                    (byte[]) command.getKeys().get(0),
                    command.getCommand(),
                    arguments.toArray(byte[][]::new));
        } catch (JedisDataException refusal) {
            return refusal;
        }
    }
}
