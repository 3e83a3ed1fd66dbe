package workshop.step01;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
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
        var bytes = new ByteArrayOutputStream();
        try (var out = new Sparing(bytes)) {
            out.writeObject(payload);
        }
        return bytes.toByteArray();
    }

    /** A new object, equal to the one that was written. */
    @Override
    public Object loads(byte[] body) throws IOException, ClassNotFoundException {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(body))) {
            return in.readObject();
        }
    }

    /** Of equal drafts, it writes one. */
    private static final class Sparing extends ObjectOutputStream {

        private final Map<Object, Object> written = new HashMap<>();

        Sparing(OutputStream out) throws IOException {
            super(out);
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object object) {
            return object instanceof Draft
                    ? written.computeIfAbsent(object, first -> first)
                    : object;
        }
    }
}
