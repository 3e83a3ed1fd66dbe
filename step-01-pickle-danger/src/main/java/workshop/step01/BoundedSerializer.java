package workshop.step01;

import java.io.IOException;

/** Native serialization with limits: sets in sets cannot hang a worker, deep or wide. */
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
