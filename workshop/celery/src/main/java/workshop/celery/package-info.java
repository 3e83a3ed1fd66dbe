/**
 * Celery as a peer: the kit's unchanged {@link workshop.queue.TaskQueue} and {@link
 * workshop.queue.Worker} on the queue of a Python application.
 *
 * <p>A real Celery worker runs what Java enqueues, and a Java worker runs what Python sends with
 * {@code .delay()}. Celery's message protocol, version 2, says what a message must contain; kombu,
 * the library below Celery, decides how it is stored in Redis. On RabbitMQ it is a message of
 * AMQP's own; that bridge is compiled only in a run with {@code -Dworkshop.broker=amqp://…}.
 *
 * @see <a href="https://docs.celeryq.dev/en/stable/internals/protocol.html">Celery: message
 *     protocol</a>
 */
package workshop.celery;
