package workshop.step01;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
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
        try (var out = new Views(bytes)) {
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

    /** {@code map.values()}, {@code list.subList()} and the like cannot be written: copies can. */
    private static final class Views extends ObjectOutputStream {

        Views(OutputStream out) throws IOException {
            super(out);
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object value) {
            return value instanceof Collection<?> view && !(view instanceof Serializable)
                    ? new ArrayList<>(view)
                    : value;
        }
    }
}
