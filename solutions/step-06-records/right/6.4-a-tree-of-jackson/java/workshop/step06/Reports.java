package workshop.step06;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads Jackson's tree, which knows what each value is, and quotes it in every refusal. */
public final class Reports {

    private static final JsonMapper JSON = new JsonMapper();

    private Reports() {}

    /** Makes a report from a message's payload. */
    public static Report inflate(Map<String, ?> data) {
        JsonNode tree = JSON.valueToTree(data);
        var body = tree.has("body") ? tree.get("body") : tree.path("text");
        require(body.isString(), "body", tree);
        require(tree.path("readers").canConvertToInt(), "readers", tree);
        require(tree.path("readers").isIntegralNumber(), "readers", tree);
        require(tree.path("urgent").isBoolean(), "urgent", tree);
        var language = tree.path("language");
        return new Report(
                body.stringValue(),
                language.isString() ? language.stringValue() : "en",
                tree.get("readers").intValue(),
                tree.get("urgent").booleanValue());
    }

    private static void require(boolean fits, String component, JsonNode tree) {
        if (!fits) {
            throw new IllegalArgumentException(component + " does not fit in " + tree);
        }
    }
}
