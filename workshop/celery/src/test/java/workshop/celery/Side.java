package workshop.celery;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import workshop.queue.Broker;
import workshop.queue.DeadLetter;
import workshop.queue.QueueServer;

/**
 * The broker between Celery and Java in this run: Redis, or the RabbitMQ that {@code
 * -Dworkshop.broker} names. Tests that use nothing else of it hold on both; those that are about
 * Redis have the tag "redis".
 */
interface Side {

    /** Compiled only for those who name a RabbitMQ. */
    String RABBITMQ = "workshop.celery.RabbitSide";

    Side OF_THIS_RUN =
            System.getProperty(QueueServer.PROPERTY) == null ? new RedisSide() : rabbitMq();

    private static Side rabbitMq() {
        try {
            return (Side) Class.forName(RABBITMQ).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * One way in which Celery and Java are configured alike.
     *
     * @param priorities whether a sender may choose one
     * @param queue Java's end of the queue of that name
     * @param environment Python's end
     */
    record Setup(
            String name,
            boolean priorities,
            Function<String, Broker> queue,
            Map<String, String> environment) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** All of them, the usual one first. */
    List<Setup> setups();

    /** Celery's id of the task whose message this was. */
    String idOf(DeadLetter letter);

    /** Whether what Python sends, and what expires before anyone takes it, is gone. */
    boolean dropsWhatExpires();

    /** Removes what a test has left. */
    void remove(String name);

    /** The queue of that name, where Celery does as it likes. */
    default Broker queue(String name) {
        return setups().get(0).queue().apply(name);
    }
}
