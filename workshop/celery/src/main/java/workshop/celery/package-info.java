/**
 * Celery as a peer: the kit's unchanged {@link workshop.queue.TaskQueue} and {@link
 * workshop.queue.Worker} on the queue of a Python application.
 *
 * <p>A task that Java enqueues is run by a real Celery worker, and a task that Python sent with
 * {@code .delay()} is run by a Java worker. What Celery expects of a message is its protocol,
 * version 2; how the message lies in Redis is the business of kombu, the library below Celery.
 *
 * @see <a href="https://docs.celeryq.dev/en/stable/internals/protocol.html">Celery: message
 *     protocol</a>
 */
package workshop.celery;
