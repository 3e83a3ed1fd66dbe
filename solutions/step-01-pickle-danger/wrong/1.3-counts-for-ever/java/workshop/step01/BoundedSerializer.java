package workshop.step01;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;

/** Native serialization with limits: sets in sets cannot hang a worker, deep or wide. */
public final class BoundedSerializer extends NativeSerializer {

    /** How many objects were seen. */
    private static int seen;

    @Override
    public Object loads(byte[] body) throws IOException, ClassNotFoundException {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(body))) {
            in.setObjectInputFilter(
                    info ->
                            info.depth() > 4 || ++seen > 1000 || info.arrayLength() > 1000
                                    ? ObjectInputFilter.Status.REJECTED
                                    : ObjectInputFilter.Status.UNDECIDED);
            return in.readObject();
        }
    }
}
