package workshop.step01;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;

/** Native serialization with limits: no message is so deep or so large that it hangs a worker. */
public final class BoundedSerializer extends NativeSerializer {

    /** A draft is two levels deep; a bomb needs about twenty to hurt. */
    private static final ObjectInputFilter LIMITS =
            ObjectInputFilter.Config.createFilter("maxrefs=1000;maxarray=1000;maxbytes=100000");

    @Override
    public Object loads(byte[] body) throws IOException, ClassNotFoundException {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(body))) {
            in.setObjectInputFilter(LIMITS);
            return in.readObject();
        }
    }
}
