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
        // TODO 6.4: read today's reports and older ones, ignore what you do not know, refuse one
        // without its numbers.
        throw new UnsupportedOperationException(
                "TODO 6.4: read today's reports and older ones, ignore what you do not know, refuse"
                        + " one without its numbers.");
    }
}
