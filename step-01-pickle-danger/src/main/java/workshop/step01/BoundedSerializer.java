package workshop.step01;

import java.io.IOException;

/**
 * Native serialization that cannot be made to work for ever: a message may be only so deep and so
 * large.
 */
public final class BoundedSerializer extends NativeSerializer {

    @Override
    public Object loads(byte[] body) throws IOException, ClassNotFoundException {
        // TODO 1.3: read the object with limits, so that a few kilobytes of nested sets cannot hang
        // the worker.
        throw new UnsupportedOperationException(
                "TODO 1.3: read the object with limits, so that a few kilobytes of nested sets"
                        + " cannot hang the worker.");
    }
}
