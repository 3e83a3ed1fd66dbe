package workshop.step01;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.util.ArrayList;

/** Native serialization for drafts, and for nothing else. */
public final class SafeSerializer extends NativeSerializer {

    /**
     * Object is in the list because an ArrayList keeps its elements in an Object[]. !* refuses
     * every class that no earlier pattern allows. Of texts a filter is not asked, and a pattern
     * does not decide on arrays of primitives: only maxarray limits those. The third level is for a
     * text that occurs twice.
     */
    // tag::pattern[]
    private static final String DRAFTS_ONLY =
            "maxdepth=4;maxrefs=1000;maxarray=1000;maxbytes=100000;"
                    + "workshop.step01.Draft;"
                    + "java.util.ArrayList;java.lang.Object;!*";

    // end::pattern[]

    private static final ObjectInputFilter FILTER =
            ObjectInputFilter.Config.createFilter(DRAFTS_ONLY);

    @Override
    public Object loads(byte[] body) throws IOException, ClassNotFoundException {
        // tag::loads[]
        try (var in = new ObjectInputStream(new ByteArrayInputStream(body))) {
            in.setObjectInputFilter(
                    info -> {
                        if (info.depth() > 4
                                || info.references() > 1000
                                || info.arrayLength() > 1000) {
                            return ObjectInputFilter.Status.REJECTED;
                        }
                        var c = info.serialClass();
                        if (c == null) {
                            return ObjectInputFilter.Status.UNDECIDED;
                        }
                        return c == Draft.class
                                        || ArrayList.class.isAssignableFrom(c)
                                        || c == Object[].class
                                ? ObjectInputFilter.Status.ALLOWED
                                : ObjectInputFilter.Status.REJECTED;
                    });
            return in.readObject();
        }
        // end::loads[]
    }
}
