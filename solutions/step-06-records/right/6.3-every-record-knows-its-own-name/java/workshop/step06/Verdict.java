package workshop.step06;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** No switch: each record says its name and its parts, and a table of makers reads them. */
public sealed interface Verdict {

    String onTheWire();

    void addTo(Map<String, Object> map);

    /** "shown". */
    record AsWritten() implements Verdict {

        @Override
        public String onTheWire() {
            return "shown";
        }

        @Override
        public void addTo(Map<String, Object> map) {
            // it has no parts
        }
    }

    /** "hidden". */
    record KeptFromReaders(String reason) implements Verdict {

        @Override
        public String onTheWire() {
            return "hidden";
        }

        @Override
        public void addTo(Map<String, Object> map) {
            map.put("reason", reason);
        }
    }

    /** "escalated". */
    record HandedToPerson(String moderator, Instant until) implements Verdict {

        @Override
        public String onTheWire() {
            return "escalated";
        }

        @Override
        public void addTo(Map<String, Object> map) {
            map.put("moderator", moderator);
            map.put("until", until.toString());
        }
    }

    /** Makes a verdict of each name. */
    Map<String, Function<Map<String, ?>, Verdict>> MAKERS =
            Map.of(
                    "shown", data -> new AsWritten(),
                    "hidden", data -> new KeptFromReaders(text(data, "reason")),
                    "escalated",
                            data ->
                                    new HandedToPerson(
                                            text(data, "moderator"),
                                            Instant.parse(text(data, "until"))));

    private static String text(Map<String, ?> data, String key) {
        if (data.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(key + " should be a text in " + data);
    }

    /** The verdict as primitives. */
    static Map<String, Object> deflate(Verdict verdict) {
        var map = new HashMap<String, Object>();
        map.put("verdict", verdict.onTheWire());
        verdict.addTo(map);
        return map;
    }

    /** The verdict that these primitives describe. */
    static Verdict inflate(Map<String, ?> data) {
        for (var maker : MAKERS.entrySet()) {
            if (maker.getKey().equals(data.get("verdict"))) {
                return maker.getValue().apply(data);
            }
        }
        throw new IllegalArgumentException("Which verdict is " + data + "?");
    }
}
