package workshop.step01;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;

/** A class beside Draft whose name begins like it. It remembers how often one was read. */
final class DraftBox implements Serializable {

    private static final long serialVersionUID = 1;

    private static int made;

    static int made() {
        return made;
    }

    static boolean isRefusedTooLate() {
        int before = made;
        var end = Reading.of(SafeSerializer.class, Native.bytes(new DraftBox()));
        return end.isRefusal() && made > before;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        made++;
    }

    /** Its name ends like Draft's. */
    static final class Draft implements Serializable {

        private static final long serialVersionUID = 1;
    }
}
