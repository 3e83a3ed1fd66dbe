package workshop.step01;

import java.io.IOException;

/** Native serialization for drafts, and for nothing else. */
public final class SafeSerializer extends NativeSerializer {

    @Override
    public Object loads(byte[] body) throws IOException, ClassNotFoundException {
        // TODO 1.4: allow what a draft is made of, refuse every other class before it is made, and
        // set limits.
        throw new UnsupportedOperationException(
                "TODO 1.4: allow what a draft is made of, refuse every other class before it is"
                        + " made, and set limits.");
    }
}
