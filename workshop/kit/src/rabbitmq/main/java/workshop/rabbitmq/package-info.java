/**
 * The kit's queue on RabbitMQ, compiled only in a run with {@code -Dworkshop.broker=amqp://…}.
 *
 * <p>A queue is a quorum queue, and its dead letters are another one, named {@code …:dead}. A
 * message is published with a confirm, so it is on the disk when {@code enqueue} returns. RabbitMQ
 * counts how often it was given back, and so limits the tries across all workers. A worker that
 * waits is a consumer, which is sent no more than its prefetch; one that does not wait asks.
 *
 * <p>The race explorer's test of the four fates is not run here. It stops actors at the points of
 * {@code Broker}, which are the same; but it ends an actor as if its process died, and on RabbitMQ
 * that is the end of a connection, which the actors of one JVM share.
 *
 * @see <a href="https://www.rabbitmq.com/docs/quorum-queues">Quorum queues</a>
 */
package workshop.rabbitmq;
