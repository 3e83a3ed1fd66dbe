/**
 * A task queue in a handful of small classes, over Redis Streams.
 *
 * <p>A web process {@linkplain workshop.queue.TaskQueue#enqueue enqueues} a {@linkplain
 * workshop.queue.Message message}; a {@link workshop.queue.Worker} pops it, decodes it, hands it to
 * the {@link workshop.queue.TaskHandler} of its task and acknowledges it. Redis does the queueing:
 * a stream holds the messages, a consumer group remembers who works on which. Delivery is <em>at
 * least once</em>.
 *
 * <p>Only commands of Redis 5.0 are used.
 *
 * @see <a href="https://redis.io/docs/latest/develop/data-types/streams/">Redis Streams</a>
 */
package workshop.queue;
