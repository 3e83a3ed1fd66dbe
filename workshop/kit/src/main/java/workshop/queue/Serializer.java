package workshop.queue;

import java.io.IOException;

/**
 * Turns payloads into bytes and back. The names are those of Python's {@code pickle} and {@code
 * json}.
 */
public interface Serializer {

    /**
     * The MIME type of the bytes, for example {@code application/json}. It travels with every
     * message.
     */
    String contentType();

    /**
     * Payload to bytes, in the web process.
     *
     * @throws IllegalArgumentException when this format cannot, or should not, carry such a payload
     * @throws IOException when writing fails
     */
    byte[] dumps(Object payload) throws IOException;

    /**
     * Bytes to payload, in the worker. The bytes may come from anyone who can reach the broker.
     *
     * @throws IOException when the bytes are not of this format
     * @throws ClassNotFoundException when they name a class that the worker does not have
     */
    Object loads(byte[] body) throws IOException, ClassNotFoundException;
}
