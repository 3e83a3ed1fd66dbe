package workshop.step01;

import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.Serializable;

/** Remembers the filter of the stream that it is read from, for a second look. */
final class Looking implements Serializable {

    private static final long serialVersionUID = 1;

    private static boolean wasRead;
    private static ObjectInputFilter seen;

    private Looking() {}

    /** Whether that serializer reads one; only then is its filter known. */
    static boolean isReadBy(Class<? extends NativeSerializer> serializer) {
        wasRead = false;
        seen = null;
        Reading.of(serializer, Native.bytes(new Looking()));
        return wasRead;
    }

    /** The filter of the stream that it was read from last, or null. */
    static ObjectInputFilter filter() {
        return seen;
    }

    private void readObject(ObjectInputStream in) {
        wasRead = true;
        seen = in.getObjectInputFilter();
    }
}
