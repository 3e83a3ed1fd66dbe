package workshop.queue;

import workshop.redis.Redis;

/** The Redis of this run. */
final class RedisServer implements QueueServer {

    @Override
    public Broker queue(String name) {
        return new RedisStream(Redis.client(), name);
    }

    @Override
    public void delete(String name) {
        Redis.client().del(name, RedisStream.deadLettersOf(name));
    }

    /** At the queue's key, there is something else. */
    @Override
    public void refuse(String name) {
        delete(name);
        Redis.client().set(name, "no queue");
    }
}
