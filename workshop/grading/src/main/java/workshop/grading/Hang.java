package workshop.grading;

import java.util.stream.Stream;
import workshop.interleavings.StuckException;

/** Code that does not come to its end. What hangs may keep a core busy, and rows locked. */
public final class Hang {

    private Hang() {}

    /**
     * Whether a test failed because of such code: JUnit gave it up, or the explorer of races did
     * and says so, be it as a suppressed exception.
     */
    public static boolean is(Throwable thrown) {
        return Speech.causes(thrown)
                .flatMap(cause -> Stream.concat(Stream.of(cause), Speech.suppressed(cause)))
                .anyMatch(Hang::isGivenUp);
    }

    private static boolean isGivenUp(Throwable thrown) {
        return thrown instanceof StuckException || Failure.isTimeout(thrown);
    }
}
