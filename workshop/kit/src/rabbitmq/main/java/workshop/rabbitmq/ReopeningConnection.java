package workshop.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import workshop.queue.BrokerException;
import workshop.queue.UnreachableException;

/** A connection that is opened at its first use, and again after it was lost. */
final class ReopeningConnection {

    private static final Logger LOG = LoggerFactory.getLogger(ReopeningConnection.class);

    private final Opening opening;
    private volatile Opened opened;

    ReopeningConnection(Opening opening) {
        this.opening = opening;
    }

    /** A connection, and what the server says about it. */
    private static final class Opened {

        private final Connection connection;

        /** Why the server takes no message on it now; null when it does. */
        private volatile String blocked;

        Opened(Connection connection) {
            this.connection = connection;
            connection.addBlockedListener(reason -> blocked = reason, () -> blocked = null);
        }
    }

    /** Makes a connection. */
    interface Opening {
        Connection open() throws IOException, TimeoutException;
    }

    /** What is asked of the server. */
    interface Question<T> {
        T ask() throws IOException, TimeoutException;
    }

    /** What is asked on a channel. */
    interface Use<T> {
        T on(Channel channel) throws IOException, TimeoutException;
    }

    /** The queue is not there. */
    static final class NoQueueException extends BrokerException {
        private NoQueueException(String words, Throwable cause) {
            super(words, cause);
        }
    }

    /** A new channel. */
    Channel channel() {
        return ask(() -> open().createChannel());
    }

    /** Asks on a channel of its own, which is closed afterwards. */
    <T> T once(Use<T> use) {
        var channel = channel();
        try {
            return ask(() -> use.on(channel));
        } finally {
            drop(channel);
        }
    }

    /** Closes a channel, if it is not gone by itself. */
    static void drop(Channel channel) {
        try {
            channel.abort();
        } catch (IOException e) {
            LOG.debug("A channel that was to be closed is gone.", e);
        }
    }

    /** The connection. It is opened if there is none. */
    synchronized Connection open() throws IOException, TimeoutException {
        if (opened == null || !opened.connection.isOpen()) {
            opened = new Opened(opening.open());
        }
        return opened.connection;
    }

    /**
     * A connection that was lost says nothing about the next one.
     *
     * @throws BrokerException when the server has said that it takes no message for now
     */
    void requireUnblocked() {
        var current = opened;
        String reason = current == null ? null : current.blocked;
        if (reason != null && current.connection.isOpen()) {
            throw new BrokerException(
                    "RabbitMQ takes no message for now, and says why: %s.".formatted(reason), null);
        }
    }

    /**
     * The answer. A thread that was interrupted asks all the same, and is still interrupted.
     *
     * @throws UnreachableException when none came
     * @throws BrokerException when it is a refusal
     */
    <T> T ask(Question<T> question) {
        boolean interrupted = Thread.interrupted();
        try {
            return question.ask();
        } catch (ShutdownSignalException e) {
            throw meaningOf(e, e);
        } catch (IOException e) {
            if (e.getCause() instanceof ShutdownSignalException told) {
                throw meaningOf(told, e);
            }
            throw unreachable(e);
        } catch (TimeoutException e) {
            throw unreachable(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private BrokerException meaningOf(ShutdownSignalException told, Exception thrown) {
        if (told.getReason() instanceof AMQP.Channel.Close close) {
            String words = "RabbitMQ refused it: " + close.getReplyText();
            return close.getReplyCode() == AMQP.NOT_FOUND
                    ? new NoQueueException(words, thrown)
                    : new BrokerException(words, thrown);
        }
        if (told instanceof AlreadyClosedException || told.isInitiatedByApplication()) {
            return new UnreachableException("The connection to RabbitMQ was lost.", thrown);
        }
        return told.getReason() instanceof AMQP.Connection.Close close
                ? ended("RabbitMQ has ended the connection: " + close.getReplyText(), thrown)
                : unreachable(thrown);
    }

    private UnreachableException unreachable(Exception e) {
        return ended("RabbitMQ does not answer: " + wordsOf(e), e);
    }

    /**
     * After an answer that never came, the next one could be taken for it: so the connection ends.
     */
    private synchronized UnreachableException ended(String words, Exception e) {
        if (opened != null) {
            var broken = opened.connection;
            CompletableFuture.runAsync(broken::abort); // a silent server makes it wait
            opened = null;
        }
        return new UnreachableException(words, e);
    }

    static String wordsOf(Exception e) {
        String words = e.getMessage();
        if (words == null && e.getCause() != null) {
            words = e.getCause().getMessage();
        }
        return words == null ? e.getClass().getSimpleName() : words;
    }
}
