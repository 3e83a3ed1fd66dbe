package workshop.step01;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.util.ArrayList;
import java.util.Set;

/** Native serialization for drafts, and for nothing else. */
public final class SafeSerializer extends NativeSerializer {

    private static final Set<String> ALLOWED =
            Set.of(
                    Draft.class.getName(),
                    ArrayList.class.getName(),
                    Object.class.getName(),
                    Object[].class.getName());

    private static final ObjectInputFilter LIMITS =
            ObjectInputFilter.Config.createFilter(
                    "maxdepth=4;maxrefs=1000;maxarray=1000;maxbytes=100000");

    private static final class Drafts extends ObjectInputStream {

        Drafts(byte[] body) throws IOException {
            super(new ByteArrayInputStream(body));
            setObjectInputFilter(LIMITS);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass described)
                throws IOException, ClassNotFoundException {
            require(described.getName());
            return super.resolveClass(described);
        }

        /** A proxy is as good as its interfaces. */
        @Override
        protected Class<?> resolveProxyClass(String[] interfaces)
                throws IOException, ClassNotFoundException {
            for (String name : interfaces) {
                require(name);
            }
            return super.resolveProxyClass(interfaces);
        }

        private static void require(String name) throws InvalidClassException {
            if (!ALLOWED.contains(name)) {
                throw new InvalidClassException(name, "No draft has this");
            }
        }
    }

    @Override
    public Object loads(byte[] body) throws IOException, ClassNotFoundException {
        try (var in = new Drafts(body)) {
            return in.readObject();
        }
    }
}
