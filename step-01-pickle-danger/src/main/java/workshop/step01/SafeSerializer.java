package workshop.step01;

import java.io.IOException;

/** Native serialization for drafts, and for nothing else. */
public final class SafeSerializer extends NativeSerializer {

    @Override
    public Object loads(byte[] body) throws IOException, ClassNotFoundException {
        // TODO 1.4: set limits, allow the classes that a draft needs, and refuse every other class
        // before an object of it exists.
        throw new UnsupportedOperationException(
                "TODO 1.4: set limits, allow the classes that a draft needs, and refuse every other"
                        + " class before an object of it exists.");
    }
}
