package workshop.step01;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;

/** Native serialization with limits. */
public final class BoundedSerializer extends NativeSerializer {

    private static final ObjectInputFilter LIMITS =
            ObjectInputFilter.Config.createFilter("maxdepth=4;maxrefs=1000;maxbytes=100000");

    @Override
    public Object loads(byte[] body) throws IOException, ClassNotFoundException {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(body))) {
            in.setObjectInputFilter(LIMITS);
            return in.readObject();
        } catch (Error error) {
            throw new InvalidObjectException("refused: " + error.getMessage());
        }
    }
}
