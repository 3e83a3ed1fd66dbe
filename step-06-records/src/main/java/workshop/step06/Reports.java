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
        // TODO 6.4: read old and new forms, ignore unknown fields, refuse missing values.
        throw new UnsupportedOperationException(
                "TODO 6.4: read old and new forms, ignore unknown fields, refuse missing values.");
    }
}
