package workshop.step06;

import java.util.Map;

/**
 * Reads reports: today's, those of last year's deploys, and those of a web process that is newer
 * than this worker.
 */
public final class Reports {

    private Reports() {}

    /**
     * Makes a report from a message's payload.
     *
     * @throws RuntimeException when "body", "readers" or "urgent" is missing, null or does not fit;
     *     the exception's message names it
     */
    public static Report inflate(Map<String, ?> data) {
        return new Report(
                (String) (data.get("body") == null ? data.get("text") : data.get("body")),
                data.get("language") instanceof String language ? language : "en",
                data.get("readers") instanceof Number readers
                        ? Math.toIntExact(readers.longValue())
                        : 0,
                Boolean.TRUE.equals(data.get("urgent")));
    }
}
