/**
 * A task queue in a handful of small classes, over Redis Streams.
 *
 * <p>A web process {@linkplain workshop.queue.TaskQueue#enqueue enqueues} a {@linkplain
 * workshop.queue.Message message}. A {@link workshop.queue.Worker} in another process takes it and
 * runs the {@link workshop.queue.TaskHandler} of its task. Between them is a {@link
 * workshop.queue.Broker}: {@link workshop.queue.RedisStream} keeps the messages in a stream, and a
 * consumer group remembers which worker holds which message. A {@link workshop.queue.Serializer}
 * turns payloads into bytes and back.
 *
 * <h2>The states of a message</h2>
 *
 * <pre>{@code
 *          XREADGROUP                     XACK, XDEL
 * waiting ------------> held by a worker ------------> done: the message is gone
 *    ^                     |  ^      |
 *    | XADD                +--+      +---------------> dead letter
 *                         XCLAIM       XADD to …:dead, XACK, XDEL
 * }</pre>
 *
 * <table>
 * <caption>Which class moves a message, and with which command</caption>
 * <tr><th>to</th><th>class</th><th>command</th></tr>
 * <tr><td>waiting</td><td>{@code TaskQueue.enqueue}</td><td>XADD</td></tr>
 * <tr><td>held by a worker, for the first time</td><td>{@code Picker}</td>
 *     <td>XREADGROUP; the entry is now <em>pending</em>, and Redis counts its deliveries</td></tr>
 * <tr><td>held once more: by the same worker when a try failed and {@code retryAfter} is over, or
 *     by any worker when the holder's lease has run out</td><td>{@code Picker}</td>
 *     <td>XPENDING, then XCLAIM in a script</td></tr>
 * <tr><td>done: the handler returned</td><td>{@code Execution}</td>
 *     <td>XACK and XDEL in a script</td></tr>
 * <tr><td>dead letter: refused, discarded, or delivered too often</td><td>{@code Failures}</td>
 *     <td>XCLAIM in a script; then XADD to the stream {@code …:dead}, XACK and XDEL in one
 *     MULTI</td></tr>
 * </table>
 *
 * <h2>What it guarantees</h2>
 *
 * <p>Delivery is <em>at least once</em>: a message is acknowledged after its handler, so a worker
 * that dies between the two leaves a message that runs again. There is no heartbeat: the lease
 * counts from the delivery and nothing renews it, so a task that outlives its lease is taken over
 * while it still runs. When two workers want the same message, the number of its deliveries
 * decides: the script claims the message only if the number is still the one that the worker has
 * seen. So a worker whose message was taken over can neither claim it nor make it a dead letter;
 * but when its task succeeds, the message is done, even while the other worker runs it again.
 *
 * <h2>A worker's round</h2>
 *
 * <p>{@code Worker} repeats one round. {@code Picker} claims what is due, then reads what is new,
 * and hands both to {@code Execution}. For each delivery, {@code Decoder} checks the number of
 * deliveries, the fields, the task, the content type and the signature, in this order, and only
 * then decodes the body. {@code Failures} decides what an exception means: another try, or a dead
 * letter.
 *
 * <p>Only commands of Redis 5.0 are used, because that is what Redis on Windows is.
 *
 * @see <a href="https://redis.io/docs/latest/develop/data-types/streams/">Redis Streams</a>
 */
package workshop.queue;
