package workshop.step01;

import java.io.IOException;

/** Native serialization with limits: no message is so deep or so large that it hangs a worker. */
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
