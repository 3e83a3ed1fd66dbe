package workshop.step01;

import java.io.IOException;
import workshop.queue.Serializer;

/** Java's own serialization as a task format: what pickle is to Python. */
public class NativeSerializer implements Serializer {

    /** The usual name for such bytes; the JDK's {@code DataFlavor} uses it too. */
    public static final String CONTENT_TYPE = "application/x-java-serialized-object";

    @Override
    public String contentType() {
        return CONTENT_TYPE;
    }

    /** The object, and everything it refers to, as bytes. */
    @Override
    public byte[] dumps(Object payload) throws IOException {
        // TODO 1.1: write the payload as bytes, so that it can leave this process.
        throw new UnsupportedOperationException(
                "TODO 1.1: write the payload as bytes, so that it can leave this process.");
    }

    /** A new object, equal to the one that was written. */
    @Override
    public Object loads(byte[] body) throws IOException, ClassNotFoundException {
        // TODO 1.1: turn the bytes back into an object; the worker has nothing else.
        throw new UnsupportedOperationException(
                "TODO 1.1: turn the bytes back into an object; the worker has nothing else.");
    }
}
