package workshop.step06;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Jackson, with its switches set and a name on each record. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "verdict")
public sealed interface Verdict {

    @JsonTypeName("shown")
    record AsWritten() implements Verdict {}

    @JsonTypeName("hidden")
    record KeptFromReaders(String reason) implements Verdict {}

    @JsonTypeName("escalated")
    record HandedToPerson(String moderator, Instant until) implements Verdict {}

    /** Refuses what is missing. */
    JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    /** The verdict as primitives. */
    static Map<String, Object> deflate(Verdict verdict) {
        return JSON.convertValue(verdict, new TypeReference<Map<String, Object>>() {});
    }

    /** The verdict that these primitives describe. */
    static Verdict inflate(Map<String, ?> data) {
        return JSON.convertValue(data, Verdict.class);
    }
}
