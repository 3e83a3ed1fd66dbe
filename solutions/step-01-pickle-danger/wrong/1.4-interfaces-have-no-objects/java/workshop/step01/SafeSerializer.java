package workshop.step01;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;

/** Native serialization for drafts, and for nothing else. */
public final class SafeSerializer extends NativeSerializer {

    private static final ObjectInputFilter LIMITS =
            ObjectInputFilter.Config.createFilter(
                    "maxdepth=4;maxrefs=1000;maxarray=1000;maxbytes=100000");

    private static final ObjectInputFilter FILTER =
            ObjectInputFilter.merge(LIMITS, SafeSerializer::byClass);

    private static ObjectInputFilter.Status byClass(ObjectInputFilter.FilterInfo info) {
        Class<?> type = info.serialClass();
        if (type == null) {
            return ObjectInputFilter.Status.UNDECIDED;
        }
        while (type.isArray()) {
            type = type.getComponentType();
        }
        boolean allowed =
                type.isPrimitive()
                        || type.isInterface() // has no objects of its own
                        || type == Draft.class
                        || type == java.util.ArrayList.class
                        || type == Object.class;
        return allowed ? ObjectInputFilter.Status.ALLOWED : ObjectInputFilter.Status.REJECTED;
    }

    @Override
    public Object loads(byte[] body) throws IOException, ClassNotFoundException {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(body))) {
            in.setObjectInputFilter(FILTER);
            return in.readObject();
        }
    }
}
