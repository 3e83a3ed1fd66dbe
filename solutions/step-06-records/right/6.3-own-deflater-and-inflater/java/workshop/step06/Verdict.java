package workshop.step06;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The names are in a table, and 6.1 and 6.2 do the rest. */
public sealed interface Verdict {

    /** Each name, and what it stands for. */
    Map<String, Class<? extends Verdict>> NAMES =
            Map.of(
                    "shown", AsWritten.class,
                    "hidden", KeptFromReaders.class,
                    "escalated", HandedToPerson.class);

    record AsWritten() implements Verdict {}

    record KeptFromReaders(String reason) implements Verdict {}

    record HandedToPerson(String moderator, Instant until) implements Verdict {}

    /** The verdict as primitives. */
    static Map<String, Object> deflate(Verdict verdict) {
        var map = new HashMap<>(Deflater.deflate((Record) verdict));
        NAMES.forEach(
                (name, type) -> {
                    if (type == verdict.getClass()) {
                        map.put("verdict", name);
                    }
                });
        return map;
    }

    /** The verdict that these primitives describe. */
    static Verdict inflate(Map<String, ?> data) {
        var type = data.get("verdict") instanceof String name ? NAMES.get(name) : null;
        if (type == null) {
            throw new IllegalArgumentException(data.get("verdict") + " is none of the three");
        }
        return (Verdict) Inflater.inflate(type.asSubclass(Record.class), data);
    }
}
