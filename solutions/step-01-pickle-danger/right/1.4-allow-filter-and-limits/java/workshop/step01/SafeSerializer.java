package workshop.step01;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;
import java.io.ObjectInputStream;
import java.util.ArrayList;
import java.util.Set;

public final class SafeSerializer extends NativeSerializer {

    private static final Set<Class<?>> DRAFTS =
            Set.of(Draft.class, ArrayList.class, Object[].class, String.class);

    private static final ObjectInputFilter FILTER =
            ObjectInputFilter.merge(
                    ObjectInputFilter.Config.createFilter("maxdepth=6;maxarray=2000"),
                    ObjectInputFilter.rejectUndecidedClass(
                            ObjectInputFilter.allowFilter(DRAFTS::contains, Status.UNDECIDED)));

    @Override
    public Object loads(byte[] body) throws IOException, ClassNotFoundException {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(body))) {
            in.setObjectInputFilter(FILTER);
            return in.readObject();
        }
    }
}
