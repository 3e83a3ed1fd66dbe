package workshop.step01;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;

public final class BoundedSerializer extends NativeSerializer {

    @Override
    public Object loads(byte[] body) throws IOException, ClassNotFoundException {
        var in = new ObjectInputStream(new ByteArrayInputStream(body));
        var limits = ObjectInputFilter.Config.createFilter("maxdepth=6;maxrefs=4000;maxarray=4000");
        in.setObjectInputFilter(ObjectInputFilter.merge(limits, in.getObjectInputFilter()));
        return in.readObject();
    }
}
