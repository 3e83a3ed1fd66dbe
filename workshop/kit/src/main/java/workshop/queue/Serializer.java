package workshop.queue;

import java.io.IOException;

/**
 * Turns payloads into bytes and back. Its methods are named as in Python's {@code pickle} and
 * {@code json}. One serializer is used by many threads at once.
 *
 * @see <a href="https://docs.python.org/3/library/pickle.html">pickle</a>
 */
public interface Serializer {

    /**
     * The MIME type of the bytes, such as {@code application/json}. It travels with every message.
     */
    String contentType();

    /**
     * Turns a payload into bytes, in the web process.
     *
     * @throws IllegalArgumentException when this format cannot, or should not, carry such a payload
     * @throws IOException when writing fails
     */
    byte[] dumps(Object payload) throws IOException;

    /**
     * Turns bytes into a payload, in the worker. The bytes may come from anyone who can reach the
     * broker.
     *
     * @throws IOException when the bytes are not in this format
     * @throws ClassNotFoundException when they name a class that the worker does not have
     */
    Object loads(byte[] body) throws IOException, ClassNotFoundException;
}
