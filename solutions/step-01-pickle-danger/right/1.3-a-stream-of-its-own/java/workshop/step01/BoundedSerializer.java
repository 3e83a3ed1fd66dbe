package workshop.step01;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;
import java.io.ObjectInputStream;

public final class BoundedSerializer extends NativeSerializer {

    private static final class Counting extends ObjectInputStream implements ObjectInputFilter {

        Counting(byte[] body) throws IOException {
            super(new ByteArrayInputStream(body));
            setObjectInputFilter(this);
        }

        @Override
        public Status checkInput(FilterInfo info) {
            if (info.depth() > 8 || info.references() > 500 || info.arrayLength() > 300) {
                throw new IllegalStateException("more than a draft: depth " + info.depth());
            }
            return Status.ALLOWED;
        }
    }

    @Override
    public Object loads(byte[] body) throws IOException, ClassNotFoundException {
        try (var in = new Counting(body)) {
            return in.readObject();
        }
    }
}
