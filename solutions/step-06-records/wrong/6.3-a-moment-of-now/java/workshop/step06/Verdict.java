package workshop.step06;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/** By hand. */
public sealed interface Verdict {

    record AsWritten() implements Verdict {}

    record KeptFromReaders(String reason) implements Verdict {}

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

    /** The verdict that these primitives describe. */
    static Verdict inflate(Map<String, ?> data) {
        return switch (String.valueOf(data.get("verdict"))) {
            case "shown" -> new AsWritten();
            case "hidden" -> new KeptFromReaders((String) data.get("reason"));
            case "escalated" ->
                    new HandedToPerson(
                            (String) data.get("moderator"), moment((String) data.get("until")));
            default -> throw new IllegalArgumentException("No such verdict in " + data);
        };
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return Instant.now();
        }
    }
}
