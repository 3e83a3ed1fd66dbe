package workshop.step01;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter.Status;
import java.io.ObjectInputStream;

public final class BoundedSerializer extends NativeSerializer {

    @Override
    public Object loads(byte[] body) throws IOException, ClassNotFoundException {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(body))) {
            in.setObjectInputFilter(
                    info ->
                            info.depth() > 4
                                            || info.references() > 2000
                                            || info.arrayLength() > 10_000
                                    ? Status.REJECTED
                                    : Status.UNDECIDED);
            return in.readObject();
        }
    }
}
