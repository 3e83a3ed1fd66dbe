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
 * <h2>The four fates of a message</h2>
 *
 * <p>A message is waiting, held, done or a dead letter: always one of the four, never two. Each
 * move is one command or one script, which Redis runs as a whole; so a crash between two of them,
 * of a worker or of the connection, leaves the message where it was.
 *
 * <pre>{@code
 *          XREADGROUP                       XACK, XDEL
 * waiting ------------> held by a worker --------------> done: the message is gone
 *    ^                     |  ^      |
 *    | XADD                +--+      +-----------------> dead letter
 *                         XCLAIM        XADD to …:dead, XACK, XDEL
 * }</pre>
 *
 * <table>
 * <caption>Who has a message, what moves it there, and what a crash leaves</caption>
 * <tr><th>fate</th><th>who has it</th><th>what moves it there</th><th>what a crash leaves</th></tr>
 * <tr><td>waiting</td><td>the stream</td>
 *     <td>XADD, in {@code TaskQueue.enqueue}</td>
 *     <td>before it: no message. After it, and before its reply: a message that the sender may
 *     send again</td></tr>
 * <tr><td>held</td><td>the stream, and the list of what is pending, under its worker's name and
 *     with the number of its deliveries</td>
 *     <td>XREADGROUP the first time, in {@code Picker}. After that the claiming script, XPENDING
 *     and XCLAIM, in {@code Takeover}: for a worker whose try failed when {@code retryAfter} is
 *     over, and for any worker when the lease has run out</td>
 *     <td>a message that is held. Another worker takes it over when the lease has run out; the same
 *     worker at once, when only a reply was lost. The number of deliveries says so</td></tr>
 * <tr><td>done</td><td>no one</td>
 *     <td>the acknowledging script, XACK and XDEL, in the same write as the next XREADGROUP</td>
 *     <td>before it: held, so the task runs again. After it: done</td></tr>
 * <tr><td>dead letter</td><td>the stream {@code …:dead}</td>
 *     <td>the script that moves it, XADD, XACK and XDEL, in {@code DeadLetterStream}. The XADD
 *     comes first: when Redis refuses it, nothing has happened</td>
 *     <td>before it: held. After it: a dead letter</td></tr>
 * </table>
 *
 * <p>{@code FatesRaceTest} tries every order of a web process, two workers and one that takes over,
 * each of which may die before each of its operations: 1,684 schedules of a task that succeeds,
 * 1,412 of them with a crash, and as many of a task that is discarded. {@code QueueFaultsTest}
 * kills, pauses, fills, flushes and trims real servers.
 *
 * <p>Someone else may interfere. An entry that is trimmed or deleted while it is held becomes a
 * dead letter, with all that its worker has of it. A dead letter that Redis refuses (the key holds
 * something else, the memory is full, a right is missing) stays held. The log says once what to do,
 * and the worker tries again while it works on the others. When the whole stream is deleted,
 * nothing is left to keep: the log names the messages that were to be tried again.
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
 * <p>{@code Worker} repeats one round. {@code Takeover} claims what is due. Then {@code Inbox}
 * acknowledges what is done and reads what is new, in one round trip. {@code Execution} runs both.
 * For each delivery, {@code Decoder} checks the number of deliveries, the fields, the task, the
 * content type and the signature, in this order, and only then decodes the body. {@code Failures}
 * decides what an exception means: another try, or a dead letter.
 *
 * <p>An interrupt counts as a failed try: a task that three shutdowns have ended is a dead letter.
 * Tasks that take longer than a shutdown waits need a larger {@code maxDeliveries}.
 *
 * <h2>Which servers</h2>
 *
 * <p>Only commands of Redis 5.0 are used, because that is what Redis on Windows is; RESP2 and RESP3
 * both work. The user needs XGROUP and XADD to send. A worker also needs EVAL, XREADGROUP,
 * XPENDING, XCLAIM, XRANGE, XREVRANGE, XACK, XDEL and XINFO, and is refused at its start without
 * them. On a cluster, a queue and its dead letters must share a slot: a worker refuses a name
 * without a hash tag, such as {@code {moderation}}.
 *
 * @see <a href="https://redis.io/docs/latest/develop/data-types/streams/">Redis Streams</a>
 */
package workshop.queue;
