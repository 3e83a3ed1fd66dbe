package workshop.queue;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * The worker process's end of the queue: takes a message, decodes it, runs the handler of its task,
 * and acknowledges it.
 *
 * <p>This class holds the settings and the loop. Each round of the loop goes through four phases:
 * {@link Picker} takes deliveries from the broker, {@link Execution} runs them, {@link Decoder}
 * checks and decodes each one first, and {@link Failures} decides what a failure means.
 *
 * <p>One worker serves one thread; start as many workers as you like. Call the settings before
 * {@link #run} or {@link #drain}: they are not safe to change from another thread.
 */
public final class Worker {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final String AWAY = "The broker does not answer: {}";
    private static final String REFUSED = "The broker answers, but this round failed: {}";

    private final Settings settings = new Settings();
    private final DeadLettering deadLettering;
    private final Picker picker;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Worker(Broker broker) {
        this.deadLettering = new DeadLettering(broker);
        this.picker = new Picker(broker, settings, new Failures(deadLettering, settings));
    }

    /** A worker on that queue. It accepts no content type and knows no task until told. */
    public static Worker on(TaskQueue queue) {
        return new Worker(queue.broker());
    }

    /**
     * Accepts this serializer's content type, and decodes it with this serializer. A message of any
     * other content type becomes a dead letter, and its bytes are never decoded: the consumer
     * decides what may be decoded, never the producer.
     */
    public Worker accept(Serializer serializer) {
        settings.accepted.put(serializer.contentType(), serializer);
        return this;
    }

    /**
     * Decodes only messages that pass this check; any other becomes a dead letter. By default,
     * every message of an accepted content type passes.
     */
    public Worker onlyIf(Predicate<Message> genuine) {
        settings.genuine = genuine;
        return this;
    }

    /** Runs this handler for that task. A message whose task has none becomes a dead letter. */
    public Worker handle(String task, TaskHandler handler) {
        settings.handlers.put(task, handler);
        return this;
    }

    /**
     * This worker's name in the consumer group, for people who look there; by default a random one.
     * Two workers must not share a name.
     */
    public Worker named(String name) {
        settings.name = name;
        return this;
    }

    /** How often a message is delivered before it becomes a dead letter; 3 by default. */
    public Worker maxDeliveries(int maxDeliveries) {
        settings.maxDeliveries = maxDeliveries;
        return this;
    }

    /**
     * How long to wait after a failed delivery before the message is tried again, counted from the
     * start of that delivery; 100 ms by default.
     */
    public Worker retryAfter(Duration retryAfter) {
        settings.retryAfter = atMost(Settings.LONGEST, retryAfter);
        return this;
    }

    /**
     * How long a worker may hold a message before it counts as dead and another worker takes the
     * message over; 30 s by default. It must be longer than the longest task: a task that outlives
     * its lease runs twice.
     */
    public Worker lease(Duration lease) {
        settings.lease = atMost(Settings.LONGEST, lease);
        return this;
    }

    /**
     * How many messages this worker takes at once; 1 by default. For tasks of a few milliseconds,
     * more is faster. The price: a message that was taken waits behind a slow task while other
     * workers are idle, and if this worker is killed, some finished tasks run again.
     */
    public Worker prefetch(int messages) {
        settings.prefetch = messages;
        return this;
    }

    /**
     * Works until no message is waiting and none of this worker's failures is left to retry, or
     * until its thread is interrupted. Messages that other workers hold are left to them while
     * their leases last.
     *
     * @throws redis.clients.jedis.exceptions.JedisException when Redis is unreachable or refuses a
     *     command, and a {@link BrokerException} when RabbitMQ does; a refused dead letter is
     *     reported after everything else is done
     * @throws IllegalStateException when this server, or this user of it, can't be worked with
     */
    public void drain() {
        boolean worked;
        do {
            worked = picker.pick(Duration.ZERO);
        } while ((worked || picker.hasRetries()) && !Thread.currentThread().isInterrupted());
        try {
            deadLettering.requireNone();
        } finally {
            picker.finish();
        }
    }

    /**
     * Works until {@link #close} is called. When the broker is unreachable or refuses a command,
     * logs a warning and tries again, after pauses that grow up to five seconds.
     *
     * @throws InterruptedException when its thread is interrupted; the loop ends after the current
     *     message, as it does after {@link #close}
     * @throws IllegalStateException when this server, or this user of it, can't be worked with
     */
    public void run() throws InterruptedException {
        Duration wait = picker.longestWait();
        Duration pause = Duration.ZERO;
        boolean reachable = true;
        try {
            while (!closed.await(pause.toMillis(), MILLISECONDS)) {
                try {
                    picker.pick(wait);
                    reachable = true;
                    pause = Duration.ZERO;
                } catch (UnfitServerException e) {
                    reachable = false;
                    throw e;
                } catch (RuntimeException e) {
                    reachable = !isAway(e);
                    pause = atMost(LONGEST_PAUSE, pause.multipliedBy(2).plus(SHORTEST_PAUSE));
                    LOG.warn(reachable ? REFUSED : AWAY, Failures.describe(e));
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } finally {
            if (reachable) { // else it would be waited for, and has been told already
                finish();
            }
        }
    }

    private static boolean isAway(RuntimeException e) {
        return e instanceof JedisConnectionException || e instanceof UnreachableException;
    }

    private void finish() {
        try {
            picker.finish();
        } catch (RuntimeException e) {
            LOG.warn(REFUSED, Failures.describe(e));
        }
    }

    private static Duration atMost(Duration most, Duration time) {
        return time.compareTo(most) < 0 ? time : most;
    }

    /**
     * Ends {@link #run} after the current message, within two seconds when it is idle, whether the
     * server answers or not. What is done is acknowledged.
     */
    public void close() {
        closed.countDown();
    }
}
