package workshop.step06;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads reports: today's, those of last year's deploys, and those of a web process that is newer
 * than we are.
 */
public final class Reports {

    /**
     * Jackson's defaults for these have changed from one minor version to the next, so they are
     * spelled out.
     */
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private Reports() {}

    /**
     * A report from what was in a message.
     *
     * @throws RuntimeException when "body", "readers" or "urgent" is missing, null or does not fit;
     *     the message names it
     */
    public static Report inflate(Map<String, ?> data) {
        var today = new HashMap<String, Object>(data);
        today.putIfAbsent("language", "en"); // new last autumn
        return JSON.convertValue(today, Report.class);
    }
}
