package workshop.step06;

import java.util.HashMap;
import java.util.Map;

/** Reads reports with the Inflater of 6.2. */
public final class Reports {

    private Reports() {}

    /** Makes a report from a message's payload. */
    public static Report inflate(Map<String, ?> data) {
        var today = new HashMap<String, Object>(data);
        today.putIfAbsent("body", data.get("text"));
        today.putIfAbsent("language", "en");
        try {
            return Inflater.inflate(Report.class, today);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("body, readers, urgent: " + e.getMessage(), e);
        }
    }
}
