package workshop.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What must happen in one step on the server, in Lua. Each script takes the stream as its key, and
 * the consumer group as its first argument.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/eval-intro/">Scripting with
 *     Lua</a>
 */
final class Scripts {

    /**
     * Claims an entry, if it was not delivered again since. Arguments: id, number of deliveries,
     * consumer. The number grows with each delivery, so it tells one delivery from the next.
     */
    static final byte[] CLAIM =
            """
            local pending = redis.pcall('XPENDING', KEYS[1], ARGV[1], ARGV[2], ARGV[2], 1)[1]
            if pending and pending[4] == tonumber(ARGV[3]) then
              return redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[4], 0, ARGV[2])
            end
            """
                    .getBytes(UTF_8);

    /**
     * Acknowledges and deletes entries. Arguments: their ids. An entry that is not pending is not
     * deleted: when a stream is deleted and made again in the same millisecond, Redis gives the
     * same ids to new entries.
     */
    static final byte[] ACKNOWLEDGE =
            """
            for i = 2, #ARGV do
              if redis.call('XACK', KEYS[1], ARGV[1], ARGV[i]) == 1 then
                redis.call('XDEL', KEYS[1], ARGV[i])
              end
            end
            """
                    .getBytes(UTF_8);

    /**
     * Removes a consumer that holds no entry. Argument: its name. With a consumer, Redis removes
     * its pending entries from the group, and no worker could take them over. A full Redis refuses;
     * then the name stays on the list a little longer.
     */
    static final byte[] REMOVE_CONSUMER =
            """
            local pending = redis.pcall('XPENDING', KEYS[1], ARGV[1], '-', '+', 1, ARGV[2])
            if not pending.err and #pending == 0 then
              redis.pcall('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], ARGV[2])
            end
            """
                    .getBytes(UTF_8);

    private Scripts() {}
}
