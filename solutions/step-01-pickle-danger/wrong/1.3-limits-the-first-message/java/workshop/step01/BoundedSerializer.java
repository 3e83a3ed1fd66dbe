package workshop.step01;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;

/** Native serialization with limits: sets in sets cannot hang a worker, deep or wide. */
public final class BoundedSerializer extends NativeSerializer {

    /**
     * The depth stops deep bombs, the references stop wide ones, and maxarray stops a short message
     * that claims a long array. A draft has two levels; a text that occurs twice is on the third.
     */
    private static final ObjectInputFilter LIMITS =
            ObjectInputFilter.Config.createFilter(
                    "maxdepth=4;maxrefs=1000;maxarray=1000;maxbytes=100000");

    private boolean first = true;

    @Override
    public Object loads(byte[] body) throws IOException, ClassNotFoundException {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(body))) {
            if (first) {
                first = false;
                in.setObjectInputFilter(LIMITS);
            }
            return in.readObject();
        }
    }
}
