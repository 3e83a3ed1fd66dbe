package workshop.queue;

import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Says what to do when the server refuses a command. */
final class Refusals {

    private static final String RIGHTS =
            """
            Not every command that the queue needs is allowed to this user of Redis. \
            A sender needs XGROUP and XADD. A worker also needs EVAL, XREADGROUP, XPENDING, \
            XCLAIM, XRANGE, XREVRANGE, XACK, XDEL and XINFO, on the keys "%1$s" and "%2$s". \
            Refused: %3$s\
            """;

    private Refusals() {}

    /** The exception that this one means at the start: a server that can never do it is named. */
    static RuntimeException atTheStart(JedisException e, String stream, String deadLetters) {
        String words = String.valueOf(e.getMessage());
        if (words.contains("unknown command")) {
            return unfit("This server has no streams: the queue needs Redis 5.0 or newer.", e);
        }
        if (words.startsWith("NOAUTH") || words.startsWith("WRONGPASS")) {
            String password = "This Redis wants a password, as in redis://user:password@host:port.";
            return unfit(password, e);
        }
        if (isMissingRight(words)) {
            return new UnfitServerException(rights(stream, deadLetters, words), e);
        }
        if (words.contains("CROSSSLOT") || e instanceof JedisClusterOperationException) {
            String advice =
                    "On a cluster, a queue and its dead letters must share a slot: name it"
                            + " \"{%s}\"";
            return unfit(advice.formatted(stream) + ", with the braces of a hash tag.", e);
        }
        return e;
    }

    static String rights(String stream, String deadLetters, Object refused) {
        return RIGHTS.formatted(stream, deadLetters, refused);
    }

    /** A dead letter that was refused: the message stays where it was. */
    static JedisDataException ofDeadLetter(JedisDataException e, String id, String deadLetters) {
        String words = e.getMessage();
        String advice = "";
        if (words.contains("WRONGTYPE")) {
            advice = "The key \"%s\" holds something else: rename or delete it. ";
        } else if (words.contains("OOM ")) {
            advice = "Redis has no memory left: raise maxmemory, or delete what no one needs. ";
        } else if (isMissingRight(words)) {
            advice = "Allow this user of Redis to XADD to \"%s\". ";
        }
        return new JedisDataException(
                "Message %s stays in the queue, because it can't become a dead letter. %sRedis: %s"
                        .formatted(id, advice.formatted(deadLetters), words),
                e);
    }

    private static boolean isMissingRight(String words) {
        return words.contains("NOPERM")
                || words.contains("The user executing the script")
                || words.contains("ACL failure");
    }

    private static UnfitServerException unfit(String words, JedisException e) {
        return new UnfitServerException("%s Redis: %s".formatted(words, e.getMessage()), e);
    }
}
