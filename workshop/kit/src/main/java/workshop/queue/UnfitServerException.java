package workshop.queue;

import redis.clients.jedis.exceptions.JedisException;

/**
 * This server, or this user of it, can never do what the queue needs: there is no use in trying.
 */
final class UnfitServerException extends IllegalStateException {

    UnfitServerException(String words, JedisException cause) {
        super(words, cause);
    }
}
