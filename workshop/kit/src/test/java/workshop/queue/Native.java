package workshop.queue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;

/** Java's own serialization, unfiltered: the worst format that a worker can accept. */
final class Native implements Serializer {

    static final String TYPE = "application/x-java-serialized-object";

    @Override
    public String contentType() {
        return TYPE;
    }

    @Override
    public byte[] dumps(Object payload) {
        return write(payload);
    }

    @Override
    public Object loads(byte[] body) throws IOException, ClassNotFoundException {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(body))) {
            return in.readObject();
        }
    }

    static byte[] write(Object object) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
