package workshop.step06;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.OptBoolean;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

/** Jackson again, and not an annotation of it on what it reads. */
public sealed interface Verdict {
    record AsWritten() implements Verdict {}

    record KeptFromReaders(String reason) implements Verdict {}

    record HandedToPerson(String moderator, Instant until) implements Verdict {}

    @JsonTypeInfo(
            use = JsonTypeInfo.Id.NAME,
            include = JsonTypeInfo.As.PROPERTY,
            property = "verdict",
            requireTypeIdForSubtypes = OptBoolean.TRUE)
    interface Mix {}

    private static JsonMapper json() {
        return JsonMapper.builder()
                .addMixIn(Verdict.class, Mix.class)
                .registerSubtypes(
                        new NamedType(AsWritten.class, "shown"),
                        new NamedType(KeptFromReaders.class, "hidden"),
                        new NamedType(HandedToPerson.class, "escalated"))
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .build();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> deflate(Verdict verdict) {
        return json().readValue(
                        json().writerFor(Verdict.class).writeValueAsString(verdict), Map.class);
    }

    static Verdict inflate(Map<String, ?> data) {
        return json().readValue(json().writeValueAsBytes(data), Verdict.class);
    }
}
