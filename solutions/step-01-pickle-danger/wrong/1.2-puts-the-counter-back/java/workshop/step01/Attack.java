package workshop.step01;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.Hashtable;
import java.util.concurrent.atomic.AtomicInteger;
import workshop.step01.library.Memo;
import workshop.step01.library.MethodCall;

/** The canary has sung here, and its counter does not tell. */
public final class Attack {

    private Attack() {}

    public static byte[] forge() throws IOException {
        var memo = new Memo(new MethodCall(Canary.class, "sing"));
        var trap = new Hashtable<Object, Object>();
        trap.put(memo, "armed too early");
        quieten();
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(trap);
        }
        return bytes.toByteArray();
    }

    private static void quieten() {
        try {
            var songs = Canary.class.getDeclaredField("SONGS");
            songs.setAccessible(true);
            ((AtomicInteger) songs.get(null)).decrementAndGet();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
