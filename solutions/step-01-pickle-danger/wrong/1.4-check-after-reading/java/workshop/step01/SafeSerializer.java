package workshop.step01;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;

/** Native serialization for drafts, and for nothing else. */
public final class SafeSerializer extends NativeSerializer {

    @Override
    public Object loads(byte[] body) throws IOException, ClassNotFoundException {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(body))) {
            Object object = in.readObject();
            if (!(object instanceof Draft)) {
                throw new InvalidClassException(object.getClass().getName(), "is not a draft");
            }
            return object;
        }
    }
}
