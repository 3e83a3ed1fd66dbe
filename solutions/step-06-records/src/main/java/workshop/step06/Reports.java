package workshop.step06;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads reports: today's, those of last year's deploys, and those of a web process that is newer
 * than this worker.
 */
public final class Reports {

    /**
     * All are set, because Jackson has changed some of these defaults from one minor version to the
     * next.
     */
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .withCoercionConfig(LogicalType.Textual, Reports::onlyText)
                    .build();

    private Reports() {}

    /** The switch for scalars leaves this open: Jackson would make "5" of 5. */
    private static void onlyText(MutableCoercionConfig texts) {
        texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }

    /**
     * Makes a report from a message's payload.
     *
     * @throws RuntimeException when "body", "readers" or "urgent" is missing, null or does not fit;
     *     the exception's message names it
     */
    public static Report inflate(Map<String, ?> data) {
        // tag::today[]
        var today = new HashMap<String, Object>(data);
        today.putIfAbsent("body", data.get("text")); // renamed last summer
        today.putIfAbsent("language", "en"); // new last autumn
        return JSON.convertValue(today, Report.class);
        // end::today[]
    }
}
