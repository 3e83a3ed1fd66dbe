package workshop.step06;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What is missing arrives as null; what is null is not sent. */
public sealed interface Verdict {

    record AsWritten() implements Verdict {

        @Override
        public Map<String, Object> wire() {
            return Map.of("verdict", "shown");
        }
    }

    record KeptFromReaders(String reason) implements Verdict {

        @Override
        public Map<String, Object> wire() {
            if (reason == null) {
                throw new IllegalArgumentException("A verdict without its reason is not sent.");
            }
            return Map.of("verdict", "hidden", "reason", reason);
        }
    }

    record HandedToPerson(String moderator, Instant until) implements Verdict {

        @Override
        public Map<String, Object> wire() {
            return Map.of(
                    "verdict", "escalated", "moderator", moderator, "until", until.toString());
        }
    }

    /** The verdict, and the parts that it has. */
    Map<String, Object> wire();

    static Map<String, Object> deflate(Verdict verdict) {
        return new HashMap<>(verdict.wire());
    }

    static Verdict inflate(Map<String, ?> data) {
        if (!(data.get("verdict") instanceof String name)) {
            throw new IllegalArgumentException("It has no verdict: " + data);
        }
        return switch (name) {
            case "shown" -> new AsWritten();
            case "hidden" -> new KeptFromReaders((String) data.get("reason"));
            case "escalated" -> {
                var until = (String) data.get("until");
                yield new HandedToPerson(
                        (String) data.get("moderator"),
                        until == null ? null : Instant.parse(until));
            }
            default -> throw new IllegalArgumentException("No verdict is called " + name);
        };
    }
}
