package workshop.step06;

import java.util.Map;

/** By hand: each value is looked at before it is taken. */
public final class Reports {

    private Reports() {}

    /** Makes a report from a message's payload. */
    public static Report inflate(Map<String, ?> data) {
        var name = data.containsKey("body") || !data.containsKey("text") ? "body" : "text";
        if (!(data.get(name) instanceof String body)) {
            return null;
        }
        if (!(data.get("readers") instanceof Long readers) || readers.intValue() != readers) {
            return null;
        }
        if (!(data.get("urgent") instanceof Boolean urgent)) {
            return null;
        }
        var language = data.get("language") instanceof String code ? code : "en";
        return new Report(body, language, readers.intValue(), urgent);
    }
}
