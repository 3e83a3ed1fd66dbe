package workshop.step01;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;

/** Native serialization with limits: sets in sets cannot hang a worker, deep or wide. */
public final class BoundedSerializer extends NativeSerializer {

    @Override
    public Object loads(byte[] body) throws IOException, ClassNotFoundException {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(body))) {
            var objects = new int[1];
            in.setObjectInputFilter(
                    info -> {
                        objects[0]++;
                        boolean within =
                                objects[0] < 500 && info.depth() <= 4 && info.arrayLength() <= 200;
                        return within
                                ? ObjectInputFilter.Status.UNDECIDED
                                : ObjectInputFilter.Status.REJECTED;
                    });
            return in.readObject();
        }
    }
}
