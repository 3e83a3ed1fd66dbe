package workshop.step01;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamConstants;

/** Native serialization with limits: sets in sets cannot hang a worker, deep or wide. */
public final class BoundedSerializer extends NativeSerializer {

    private static final ObjectInputFilter LIMITS =
            ObjectInputFilter.Config.createFilter("maxrefs=1000;maxarray=1000;maxbytes=100000");

    private static final int MOST_OBJECTS = 8;

    @Override
    public Object loads(byte[] body) throws IOException, ClassNotFoundException {
        if (objects(body) > MOST_OBJECTS) {
            throw new InvalidObjectException("A draft is two objects, not so many");
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(body))) {
            in.setObjectInputFilter(LIMITS);
            return in.readObject();
        }
    }

    /** An object begins with TC_OBJECT and a class: a new one, or a reference to a known one. */
    private static int objects(byte[] body) {
        int objects = 0;
        for (int at = 1; at < body.length; at++) {
            if (body[at - 1] == ObjectStreamConstants.TC_OBJECT
                    && (body[at] == ObjectStreamConstants.TC_CLASSDESC
                            || body[at] == ObjectStreamConstants.TC_REFERENCE)) {
                objects++;
            }
        }
        return objects;
    }
}
