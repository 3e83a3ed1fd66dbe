package workshop.step01;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import workshop.queue.Message;
import workshop.queue.Serializer;

/** Native bytes for the tests, and a serializer that trusts all bytes. */
final class Native {

    static final Draft DRAFT = new Draft("Ada", "Why is the sky blue?", List.of("sky", "colour"));

    private Native() {}

    static byte[] bytes(Object object) {
        try (var bytes = new ByteArrayOutputStream();
                var out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Message message(Object object) {
        return Message.of("moderate", NativeSerializer.CONTENT_TYPE, bytes(object));
    }

    /** A serializer that reads whatever it is given. */
    static Serializer trusting() {
        return new Serializer() {
            @Override
            public String contentType() {
                return NativeSerializer.CONTENT_TYPE;
            }

            @Override
            public byte[] dumps(Object payload) {
                return bytes(payload);
            }

            @Override
            public Object loads(byte[] body) throws IOException, ClassNotFoundException {
                try (var in = new ObjectInputStream(new ByteArrayInputStream(body))) {
                    return in.readObject();
                }
            }
        };
    }
}
