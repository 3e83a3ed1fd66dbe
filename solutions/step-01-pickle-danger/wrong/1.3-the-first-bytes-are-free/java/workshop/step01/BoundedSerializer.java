package workshop.step01;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;

/** Native serialization with limits. */
public final class BoundedSerializer extends NativeSerializer {

    private static final ObjectInputFilter LIMITS =
            ObjectInputFilter.Config.createFilter("maxdepth=4;maxrefs=1000;maxarray=1000");

    @Override
    public Object loads(byte[] body) throws IOException, ClassNotFoundException {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(body))) {
            in.setObjectInputFilter(
                    info ->
                            info.streamBytes() < 5000
                                    ? ObjectInputFilter.Status.UNDECIDED
                                    : LIMITS.checkInput(info));
            return in.readObject();
        }
    }
}
