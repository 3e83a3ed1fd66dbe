package workshop.queue;

import java.lang.reflect.InvocationTargetException;

/** Finds the server that {@link QueueServer#PROPERTY} means. */
final class ServerOfThisRun {

    /** Compiled only for those who name a RabbitMQ: the others do without its client. */
    private static final String RABBITMQ = "workshop.rabbitmq.RabbitServer";

    private static QueueServer server;

    private ServerOfThisRun() {}

    static synchronized QueueServer get() {
        if (server == null) {
            String address = System.getProperty(QueueServer.PROPERTY, "");
            server = address.isEmpty() ? new RedisServer() : rabbitMq(address);
        }
        return server;
    }

    private static QueueServer rabbitMq(String address) {
        try {
            return (QueueServer)
                    Class.forName(RABBITMQ).getConstructor(String.class).newInstance(address);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException told
                    ? told
                    : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException(
                    ("RabbitMQ's client is not on the class path. Maven brings it to a run with"
                                    + " -D%s=amqp://…; an IDE and the coach do not.")
                            .formatted(QueueServer.PROPERTY),
                    e);
        }
    }
}
