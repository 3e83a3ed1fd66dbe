package workshop.step01;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.util.ArrayList;

/** Native serialization for drafts, and for nothing else. */
public final class SafeSerializer extends NativeSerializer {

    private static final ObjectInputFilter LIMITS =
            ObjectInputFilter.Config.createFilter(
                    "maxdepth=4;maxrefs=1000;maxarray=1000;maxbytes=100000");

    private int drafts;
    private int lists;

    /** A message is one draft with one list. */
    private ObjectInputFilter.Status check(ObjectInputFilter.FilterInfo info) {
        Class<?> type = info.serialClass();
        if (type == Draft.class) {
            drafts++;
        } else if (type == ArrayList.class) {
            lists++;
        } else if (type != null && type != Object[].class) {
            return ObjectInputFilter.Status.REJECTED;
        }
        return drafts > 1 || lists > 1
                ? ObjectInputFilter.Status.REJECTED
                : LIMITS.checkInput(info);
    }

    @Override
    public Object loads(byte[] body) throws IOException, ClassNotFoundException {
        drafts = 0;
        lists = 0;
        try (var in = new ObjectInputStream(new ByteArrayInputStream(body))) {
            in.setObjectInputFilter(this::check);
            return in.readObject();
        }
    }
}
