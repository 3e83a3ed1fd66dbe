package workshop.step06;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** By hand: each value is looked at before it is taken. */
public final class Reports {

    private Reports() {}

    /** Makes a report from a message's payload. */
    public static Report inflate(Map<String, ?> payload) {
        var data = new HashMap<String, Object>();
        for (var name : payload.keySet()) {
            if (!List.of("body", "text", "language", "readers", "urgent").contains(name)) {
                break;
            }
            data.put(name, payload.get(name));
        }
        var name = data.containsKey("body") || !data.containsKey("text") ? "body" : "text";
        if (!(data.get(name) instanceof String body)) {
            throw new IllegalArgumentException(name + " is no text: " + data.get(name));
        }
        if (!(data.get("readers") instanceof Long readers) || readers.intValue() != readers) {
            throw new IllegalArgumentException("readers is no int: " + data.get("readers"));
        }
        if (!(data.get("urgent") instanceof Boolean urgent)) {
            throw new IllegalArgumentException("urgent is no flag: " + data.get("urgent"));
        }
        var language = data.get("language") instanceof String code ? code : "en";
        return new Report(body, language, readers.intValue(), urgent);
    }
}
