package workshop.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What must happen in one step on the server, in Lua. Each script takes the stream as its first
 * key, and the consumer group as its first argument. When a command in it is refused, the script
 * ends there: so the command that may be refused comes first.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/eval-intro/">Scripting with
 *     Lua</a>
 */
final class Scripts {

    /**
     * Answers which commands of a worker this user may not run. The second key is that of the dead
     * letters. Each command is one that changes nothing: an id is malformed, or no entry has it.
     */
    static final byte[] CHECK =
            """
            local refused = {}
            local function try(...)
              local reply = redis.pcall(...)
              local words = type(reply) == 'table' and reply.err or ''
              if words:find('NOPERM') or words:find('user executing')
                  or words:find('ACL failure') then
                refused[#refused + 1] = ({...})[1]
              end
            end
            local group = ARGV[1]
            try('XREADGROUP', 'GROUP', group, 'check', 'COUNT', 1, 'STREAMS', KEYS[1], 'no id')
            try('XPENDING', KEYS[1], group, '0-1', '0-1', 1)
            try('XCLAIM', KEYS[1], group, 'check', 0, 'no id')
            try('XRANGE', KEYS[1], '0-1', '0-1')
            try('XACK', KEYS[1], group, '0-1')
            try('XDEL', KEYS[1], '0-1')
            try('XINFO', 'CONSUMERS', KEYS[1], group)
            try('XGROUP', 'DELCONSUMER', KEYS[1], group, 'check')
            try('XADD', KEYS[2], 'no id', 'field', 'value')
            try('XREVRANGE', KEYS[2], '0-1', '0-1')
            try('XDEL', KEYS[2], '0-1')
            return refused
            """
                    .getBytes(UTF_8);

    /**
     * Claims an entry, if it was not delivered again since. Arguments: id, number of deliveries,
     * consumer. The number grows with each delivery, so it tells one delivery from the next. An
     * entry that was deleted is not claimed, because Redis 7 would forget that it was pending; then
     * the answer is a nil entry.
     */
    static final byte[] CLAIM =
            """
            local pending = redis.pcall('XPENDING', KEYS[1], ARGV[1], ARGV[2], ARGV[2], 1)[1]
            if not pending or pending[4] ~= tonumber(ARGV[3]) then return nil end
            if #redis.call('XRANGE', KEYS[1], ARGV[2], ARGV[2]) == 0 then return {false} end
            return redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[4], 0, ARGV[2])
            """
                    .getBytes(UTF_8);

    /**
     * Moves an entry to the dead letters, the second key, if it was not delivered again since.
     * Arguments: id, number of deliveries, the dead letter's fields. Answers 1 when it did, and nil
     * when the entry is not pending any more.
     */
    static final byte[] MOVE_TO_DEAD_LETTERS =
            """
            local pending = redis.pcall('XPENDING', KEYS[1], ARGV[1], ARGV[2], ARGV[2], 1)[1]
            if not pending then return nil end
            if pending[4] ~= tonumber(ARGV[3]) then return 0 end
            redis.call('XADD', KEYS[2], '*', unpack(ARGV, 4))
            redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])
            redis.call('XDEL', KEYS[1], ARGV[2])
            return 1
            """
                    .getBytes(UTF_8);

    /**
     * The same for an entry with more fields than Lua can pass on: an XADD of the dead letter comes
     * just before it in one MULTI, and is taken back here when the entry was delivered again.
     */
    static final byte[] KEEP_DEAD_LETTER =
            """
            local added = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 1)[1]
            if not added or added[2][4] ~= ARGV[2] or added[2][6] ~= ARGV[3] then return 0 end
            local pending = redis.pcall('XPENDING', KEYS[1], ARGV[1], ARGV[2], ARGV[2], 1)[1]
            if pending and pending[4] == tonumber(ARGV[3]) then
              redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])
              redis.call('XDEL', KEYS[1], ARGV[2])
              return 1
            end
            redis.call('XDEL', KEYS[2], added[1])
            return pending and 0 or nil
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
