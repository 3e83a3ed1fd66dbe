package workshop.step06;

import java.time.Instant;
import java.util.Map;

/**
 * The decision about a submission. On the wire it is a map whose "verdict" says which of the three
 * it is, by a name that stays: "shown", "hidden" or "escalated". Next to it are the components
 * under their own names, an {@code Instant} as ISO-8601 text.
 */
public sealed interface Verdict {

    /** "shown": readers see it. This class was called Published until spring. */
    record AsWritten() implements Verdict {}

    /** "hidden": readers do not see it. */
    record KeptFromReaders(String reason) implements Verdict {}

    /** "escalated": a person has to decide. */
    record HandedToPerson(String moderator, Instant until) implements Verdict {}

    /** The verdict as primitives. */
    static Map<String, Object> deflate(Verdict verdict) {
        // TODO 6.3: write the name chosen for it, not its class's, and its components.
        throw new UnsupportedOperationException(
                "TODO 6.3: write the name chosen for it, not its class's, and its components.");
    }

    /**
     * The verdict that these primitives describe.
     *
     * @throws RuntimeException when the map's "verdict" is missing or not exactly one of the three;
     *     the message says why
     */
    static Verdict inflate(Map<String, ?> data) {
        // TODO 6.3: make the record with this name; refuse others, and look up no class.
        throw new UnsupportedOperationException(
                "TODO 6.3: make the record with this name; refuse others, and look up no class.");
    }
}
