package workshop.step06;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static workshop.shown.Shown.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import workshop.queue.JsonSerializer;

/**
 * Writes what two switches of Jackson make of two broken messages. It runs with the wrong answer
 * that turns them off.
 */
public class Step06Lenient {

    /** The same mapper, with both switches on. */
    private static final JsonMapper STRICT =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    @Test
    void what_is_missing_and_what_is_null() throws IOException {
        var missing = told("readers-missing");
        var none = told("readers-null");
        write("wrong-6.4.txt", missing + "\n\n" + none);
    }

    private static String told(String name) throws IOException {
        byte[] message;
        try (var in =
                Step06Lenient.class.getResourceAsStream("/reports/broken/" + name + ".json")) {
            message = in.readAllBytes();
        }
        @SuppressWarnings("unchecked")
        var payload =
                new LinkedHashMap<>((Map<String, Object>) new JsonSerializer().loads(message));
        // The switches make the difference, and nothing else does.
        assertThrows(JacksonException.class, () -> STRICT.convertValue(payload, Report.class));
        var text = new String(message, StandardCharsets.UTF_8).strip();
        return "%s\n  → %s".formatted(text, Reports.inflate(payload));
    }
}
