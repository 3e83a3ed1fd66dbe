/**
 * The kit's queue on RabbitMQ, compiled only in a run with {@code -Dworkshop.broker=amqp://…}.
 *
 * <p>A queue is a quorum queue, and its dead letters are another one, named {@code …:dead}. A
 * message is published with a confirm, so it is on the disk when {@code enqueue} returns. RabbitMQ
 * counts how often it was given back, and so limits the tries across all workers. A worker that
 * waits is a consumer, which is sent no more than its prefetch; one that does not wait asks.
 *
 * <p>That a message has one of four fates is tested in another way than on Redis. The race explorer
 * ends an actor at the points of {@code Broker}, as if its process died; on RabbitMQ a process dies
 * with its connections, which the actors of one JVM share. So a test ends connections after every
 * frame that goes through them, also in the middle of a step.
 *
 * @see <a href="https://www.rabbitmq.com/docs/quorum-queues">Quorum queues</a>
 */
package workshop.rabbitmq;
