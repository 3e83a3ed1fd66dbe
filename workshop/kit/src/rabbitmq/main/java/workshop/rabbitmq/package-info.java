/**
 * The kit's queue on RabbitMQ, compiled only in a run with {@code -Dworkshop.broker=amqp://…}.
 *
 * <p>A queue is a quorum queue, and its dead letters are another one, named {@code …:dead}. A
 * message is published with a confirm, so it is on the disk when {@code enqueue} returns. RabbitMQ
 * counts how often it was given back, and so limits the tries across all workers. A worker that
 * waits is a consumer, which is sent no more than its prefetch; one that does not wait asks.
 *
 * @see <a href="https://www.rabbitmq.com/docs/quorum-queues">Quorum queues</a>
 */
package workshop.rabbitmq;
