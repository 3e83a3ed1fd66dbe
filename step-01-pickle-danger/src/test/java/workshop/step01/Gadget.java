package workshop.step01;

import java.util.HashSet;
import java.util.Set;
import workshop.step01.library.Memo;
import workshop.step01.library.MethodCall;

/**
 * An answer to exercise 1.2: look away until you have your own. The later exercises attack with
 * this one.
 */
final class Gadget {

    private Gadget() {}

    /** Makes the canary sing when it is read. */
    static Object armed() {
        var memo = new Memo(() -> "nothing yet");
        var set = new HashSet<>(Set.of(memo));
        memo.setRecipe(new MethodCall(Canary.class, "sing"));
        return set;
    }
}
