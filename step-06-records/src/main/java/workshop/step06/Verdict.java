package workshop.step06;

import java.time.Instant;
import java.util.Map;

/**
 * What became of a submission. On the wire it is a map whose "verdict" says which of the three it
 * is, by a name that stays: "shown", "hidden" or "escalated". The components stand beside it under
 * their own names, an {@code Instant} as ISO-8601 text.
 */
public sealed interface Verdict {

    /** "shown": readers see it. This class was called Published until spring. */
    record AsWritten() implements Verdict {}

    /** "hidden": readers do not see it. */
    record KeptFromReaders(String reason) implements Verdict {}

    /** "escalated": somebody has to decide. */
    record HandedToPerson(String moderator, Instant until) implements Verdict {}

    /** The verdict as primitives. */
    static Map<String, Object> deflate(Verdict verdict) {
        // TODO 6.3: write the name you chose for it, never its class's, and its components.
        throw new UnsupportedOperationException(
                "TODO 6.3: write the name you chose for it, never its class's, and its"
                        + " components.");
    }

    /**
     * And back.
     *
     * @throws RuntimeException when the map's "verdict" is missing or none of the three
     */
    static Verdict inflate(Map<String, ?> data) {
        // TODO 6.3: make the record that the name stands for; refuse any other name, and look for
        // no class by it.
        throw new UnsupportedOperationException(
                "TODO 6.3: make the record that the name stands for; refuse any other name, and"
                        + " look for no class by it.");
    }
}
