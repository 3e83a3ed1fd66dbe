package workshop.step06;

import java.util.Map;

/**
 * Reads reports: today's, those of last year's deploys, and those of a web process that is newer
 * than we are.
 */
public final class Reports {

    private Reports() {}

    /**
     * A report from what was in a message.
     *
     * @throws RuntimeException when "body", "readers" or "urgent" is missing, null or does not fit;
     *     the message names it
     */
    public static Report inflate(Map<String, ?> data) {
        if (!(data.get("readers") instanceof Number readers)
                || readers.doubleValue() != readers.intValue()) {
            throw new IllegalArgumentException("readers is missing or does not fit.");
        }
        if (data.get("urgent") == null) {
            throw new IllegalArgumentException("urgent is missing.");
        }
        return new Report(
                (String) (data.get("body") == null ? data.get("text") : data.get("body")),
                data.get("language") instanceof String language ? language : "en",
                readers.intValue(),
                Boolean.parseBoolean(data.get("urgent").toString()));
    }
}
