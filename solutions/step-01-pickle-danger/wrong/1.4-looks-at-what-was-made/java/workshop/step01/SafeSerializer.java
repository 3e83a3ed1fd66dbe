package workshop.step01;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.util.Collection;

/** Native serialization for drafts, and for nothing else. */
public final class SafeSerializer extends NativeSerializer {

    private static final ObjectInputFilter LIMITS =
            ObjectInputFilter.Config.createFilter(
                    "maxdepth=4;maxrefs=1000;maxarray=1000;maxbytes=100000");

    @Override
    public Object loads(byte[] body) throws IOException, ClassNotFoundException {
        try (var in = new Drafts(new ByteArrayInputStream(body))) {
            in.setObjectInputFilter(LIMITS);
            return in.readObject();
        }
    }

    private static final class Drafts extends ObjectInputStream {

        Drafts(InputStream in) throws IOException {
            super(in);
            enableResolveObject(true);
        }

        @Override
        protected Object resolveObject(Object made) {
            if (made instanceof Draft || made instanceof String || made instanceof Collection) {
                return made;
            }
            throw new SecurityException("no " + made.getClass());
        }
    }
}
