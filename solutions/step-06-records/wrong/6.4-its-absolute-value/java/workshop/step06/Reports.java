package workshop.step06;

import java.util.Map;

/** By hand: each value is looked at before it is taken. */
public final class Reports {

    private Reports() {}

    /** Makes a report from a message's payload. */
    public static Report inflate(Map<String, ?> data) {
        var name = data.containsKey("body") || !data.containsKey("text") ? "body" : "text";
        if (!(data.get(name) instanceof String body)) {
            throw new IllegalArgumentException(name + " is no text: " + data.get(name));
        }
        if (!(data.get("readers") instanceof Long readers)
                || Math.abs(readers) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("readers is no int: " + data.get("readers"));
        }
        if (!(data.get("urgent") instanceof Boolean urgent)) {
            throw new IllegalArgumentException("urgent is no flag: " + data.get("urgent"));
        }
        var language = data.get("language") instanceof String code ? code : "en";
        return new Report(body, language, readers.intValue(), urgent);
    }
}
