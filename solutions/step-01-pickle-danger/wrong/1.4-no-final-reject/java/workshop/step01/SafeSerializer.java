package workshop.step01;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;

/** Native serialization for drafts, and for nothing else. */
public final class SafeSerializer extends NativeSerializer {

    /** Object is in the list because an ArrayList keeps its elements in an Object[]. */
    // tag::pattern[]
    private static final String DRAFTS_ONLY =
            "maxdepth=5;maxrefs=1000;maxarray=1000;maxbytes=100000;"
                    + "workshop.step01.Draft;"
                    + "java.util.ArrayList;java.lang.Object;"
                    + "!java.util.HashSet;!workshop.step01.library.*";

    // end::pattern[]

    private static final ObjectInputFilter FILTER =
            ObjectInputFilter.Config.createFilter(DRAFTS_ONLY);

    @Override
    public Object loads(byte[] body) throws IOException, ClassNotFoundException {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(body))) {
            in.setObjectInputFilter(FILTER);
            return in.readObject();
        }
    }
}
