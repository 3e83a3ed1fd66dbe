package workshop.step06;

import java.time.Instant;
import java.util.LinkedHashMap;
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
        var map = new LinkedHashMap<String, Object>();
        if (verdict instanceof AsWritten) {
            map.put("verdict", "shown");
        } else if (verdict instanceof KeptFromReaders hidden) {
            map.put("verdict", "hidden");
            map.put("reason", hidden.reason());
        } else if (verdict instanceof HandedToPerson escalated) {
            map.put("verdict", "escalated");
            map.put("moderator", escalated.moderator());
            map.put("until", escalated.until().toString());
        }
        return map;
    }

    /**
     * The verdict that these primitives describe.
     *
     * @throws RuntimeException when the map's "verdict" is missing or not exactly one of the three;
     *     the message says why
     */
    static Verdict inflate(Map<String, ?> data) {
        return switch (String.valueOf(data.get("verdict"))) {
            case "shown" -> new AsWritten();
            case "hidden" ->
                    new KeptFromReaders(
                            data.get("reason") instanceof String reason ? reason : "spam");
            case "escalated" ->
                    new HandedToPerson(
                            (String) data.get("moderator"),
                            Instant.parse((String) data.get("until")));
            default ->
                    throw new IllegalArgumentException(
                            "There is no verdict \"%s\".".formatted(data.get("verdict")));
        };
    }
}
