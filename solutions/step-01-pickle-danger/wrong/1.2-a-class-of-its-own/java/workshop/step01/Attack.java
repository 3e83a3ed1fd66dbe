package workshop.step01;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;

public final class Attack {

    private Attack() {}

    private static final class Evil implements Serializable {

        private void readObject(ObjectInputStream in) {
            Canary.sing();
        }
    }

    public static byte[] forge() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(new Evil());
        }
        return bytes.toByteArray();
    }
}
