package workshop.step06;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** By hand. */
public sealed interface Verdict {

    record AsWritten() implements Verdict {}

    record KeptFromReaders(String reason) implements Verdict {}

    record HandedToPerson(String moderator, Instant until) implements Verdict {}

    /** Where all verdicts are written. */
    class Shared {

        static final Map<String, Object> MAP = new LinkedHashMap<>();
    }

    /** The verdict as primitives. */
    static Map<String, Object> deflate(Verdict verdict) {
        var map = Shared.MAP;
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

    /** The verdict that these primitives describe. */
    static Verdict inflate(Map<String, ?> data) {
        return switch (String.valueOf(data.get("verdict"))) {
            case "shown" -> new AsWritten();
            case "hidden" -> new KeptFromReaders((String) data.get("reason"));
            case "escalated" ->
                    new HandedToPerson(
                            (String) data.get("moderator"),
                            Instant.parse((String) data.get("until")));
            default -> throw new IllegalArgumentException("No such verdict in " + data);
        };
    }
}
